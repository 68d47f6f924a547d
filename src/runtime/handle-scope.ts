import { UsageError } from '../heap/errors.ts';
import type { Ref } from '../heap/layout.ts';
import type { Runtime } from './runtime.ts';

/** What a TypeScript variable holds in place of a Ref: the number of a root that follows its object. */
export type Handle = number;

/**
 * Scoped handles (V8's HandleScope, JNI's local frames): TypeScript code that allocates, calls or collects keeps what it
 * works with in handles, and all of them end with the scope. Under counting each handle owns one count.
 *
 *     withHandles(runtime, (scope) => {
 *       const pair = scope.adopt(runtime.allocate(PAIR)); // a new reference: the handle takes the count over
 *       runtime.collect(…);                               // the pair may move
 *       runtime.store(scope.get(pair), 2, value);         // where it is now, borrowed
 *       return scope.escape(pair);                        // a new reference that outlives the scope
 *     });
 *
 * INVARIANT scopes: scopes end in the reverse order of their beginning, and only the innermost one makes handles.
 */
export class HandleScope {
  private readonly runtime: Runtime;
  private readonly base: number;
  private end: number;
  private closed = false;

  constructor(runtime: Runtime) {
    this.runtime = runtime;
    this.base = runtime.roots.handles.length;
    this.end = this.base;
  }

  /** A handle for a *borrowed* reference: under counting it gets a count of its own. */
  hold(ref: Ref): Handle {
    return this.adopt(this.runtime.retain(ref));
  }

  /** A handle for a *new* reference: the caller's count goes over to the handle (it is stolen). */
  adopt(ref: Ref): Handle {
    const { handles } = this.runtime.roots;
    if (this.closed || handles.length !== this.end) {
      throw new UsageError(
        'scope',
        this.closed
          ? 'handle scope: it has ended; begin another one'
          : 'handle scope: an inner scope is open; make the handle there, or end it first',
      );
    }
    handles.push(ref);
    return this.end++;
  }

  /** Where the object is now: *borrowed*, good until the next safepoint. */
  get(handle: Handle): Ref {
    this.check(handle);
    return this.runtime.roots.handles.at(handle);
  }

  /** The handle now holds another object, *borrowed* from the caller; the old one is let go. */
  set(handle: Handle, ref: Ref): void {
    this.check(handle);
    const { words } = this.runtime.roots.handles;
    const old = words[handle]!;
    words[handle] = this.runtime.retain(ref);
    this.runtime.release(old);
  }

  /** The object of a handle as a *new* reference, which the caller owns beyond the end of the scope. */
  escape(handle: Handle): Ref {
    return this.runtime.retain(this.get(handle));
  }

  /** Lets go of all handles, the youngest first. */
  close(): void {
    const { runtime } = this;
    const { handles } = runtime.roots;
    if (this.closed) return;
    if (handles.length !== this.end) {
      throw new UsageError('scope', 'handle scope: an inner scope is open; end it first');
    }
    this.closed = true;
    while (handles.length > this.base) {
      const ref = handles.words[--handles.length]!;
      handles.words[handles.length] = 0;
      runtime.release(ref);
    }
  }

  private check(handle: Handle): void {
    if (!this.closed && handle >= this.base && handle < this.end) return;
    const found = this.closed ? 'one of a scope that has ended' : `${handle}, which is not one of this scope`;
    throw new UsageError(
      'handle',
      `handle scope: found ${found}; expected a handle that this scope has made`,
    );
  }
}

/** Runs `work` in a scope of its own, which ends with it, whether it returns or throws. */
export function withHandles<T>(runtime: Runtime, work: (scope: HandleScope) => T): T {
  const scope = new HandleScope(runtime);
  try {
    return work(scope);
  } finally {
    scope.close();
  }
}
