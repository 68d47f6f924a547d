import type { Ref } from '../../heap/layout.ts';
import {
  CLASS_QUALNAME,
  EXC_CAUSE,
  EXC_CONTEXT,
  EXC_EXTRA,
  EXC_SUPPRESS,
  EXC_TRACEBACK,
  Kind,
} from '../objects/shapes.ts';
import type { VM } from '../vm/vm.ts';
import { attempt } from './attempt.ts';
import { suggestionFor } from './suggestions.ts';
import { syntaxErrorPlace } from './syntax-error-text.ts';
import { formatTraceback } from './traceback-text.ts';

const CAUSE = 'The above exception was the direct cause of the following exception:\n';
const CONTEXT = 'During handling of the above exception, another exception occurred:\n';
const HEADER = 'Traceback (most recent call last):\n';
const GROUP_HEADER = 'Exception Group Traceback (most recent call last):\n';
const GROUP_DEPTH_MAX = 10;
const GROUP_WIDTH_MAX = 15;
const GROUP_MEMBERS = EXC_EXTRA + 1;

/**
 * Prints exceptions as CPython 3.11's `_PyErr_Display` does: causes and contexts first, members of groups indented, notes behind.
 * It runs code of the program (`__str__`), so everything it holds is on the stack; before that happens the text so far is handed out.
 */
export class ExceptionPrinter {
  private readonly vm: VM;
  private readonly write: (text: string) => void;
  private text = '';
  /** Stack positions of the exceptions that were seen. */
  private readonly seen: number[] = [];
  /** Groups around the present exception. */
  private depth = 0;
  /** The last member of a group is being printed: whoever is innermost draws the bottom line. */
  private mustClose = false;

  constructor(vm: VM, write: (text: string) => void) {
    this.vm = vm;
    this.write = write;
  }

  /** The exception with everything before it; it is borrowed. */
  print(exception: Ref): void {
    const { vm } = this;
    const top = vm.roots.top;
    this.withChain(vm.pushBorrowed(exception));
    this.flush();
    vm.dropTo(top);
  }

  private flush(): void {
    const { text } = this;
    this.text = '';
    if (text !== '') this.write(text);
  }

  /** Runs code of the program; undefined if it failed. */
  private asking<T>(work: () => T): T | undefined {
    this.flush();
    return attempt(this.vm, work);
  }

  // ---- Chains

  private withChain(at: number): void {
    const links = this.linksOf(at);
    const { mustClose } = this;
    this.mustClose = false;
    for (const link of links.reverse()) {
      this.one(link.at);
      this.text += `${this.margin}\n${this.margin}${link.message}${this.margin}\n`;
    }
    this.mustClose = mustClose;
    this.one(at);
  }

  /** What goes before the exception, nearest first, each pushed; an exception is followed once only. */
  private linksOf(first: number): { at: number; message: string }[] {
    const { vm, seen } = this;
    const links: { at: number; message: string }[] = [];
    for (let at = first; ; ) {
      seen.push(at);
      const cause = vm.i32[vm.at(at) + EXC_CAUSE]!;
      const context = vm.i32[vm.at(at) + EXC_SUPPRESS] !== 1 ? vm.i32[vm.at(at) + EXC_CONTEXT]! : 0;
      const next = cause === 0 ? context : cause;
      if (next === 0 || seen.some((position) => vm.at(position) === next)) return links;
      at = vm.pushBorrowed(next);
      links.push({ at, message: cause === 0 ? CONTEXT : CAUSE });
    }
  }

  private one(at: number): void {
    const isGroup = this.vm.isInstance(this.vm.at(at), 'BaseExceptionGroup');
    if (!isGroup) this.single(at, this.margin, HEADER);
    else if (this.depth > GROUP_DEPTH_MAX)
      this.text += `${this.margin}... (max_group_depth is ${GROUP_DEPTH_MAX})\n`;
    else this.group(at);
  }

  // ---- Groups

  private get indentation(): string {
    return '  '.repeat(this.depth);
  }

  private get margin(): string {
    return this.depth === 0 ? '' : `${this.indentation}| `;
  }

  private group(at: number): void {
    const { vm } = this;
    const outermost = this.depth === 0;
    if (outermost) this.depth = 1;
    this.single(at, outermost ? `${this.indentation}+ ` : this.margin, GROUP_HEADER);
    const count = vm.tupleLength(vm.i32[vm.at(at) + GROUP_MEMBERS]!);
    const shown = Math.min(count, GROUP_WIDTH_MAX + 1);
    this.mustClose = false;
    for (let k = 0; k < shown; k++) this.member(at, k, count, k === shown - 1);
    if (outermost) this.depth = 0;
  }

  private member(groupAt: number, index: number, count: number, isLast: boolean): void {
    const { vm } = this;
    if (isLast) this.mustClose = true;
    const isElided = index >= GROUP_WIDTH_MAX;
    const title = isElided ? '...' : String(index + 1);
    this.text += `${this.indentation}${index === 0 ? '+-' : '  '}+---------------- ${title} ----------------\n`;
    this.depth++;
    if (isElided) {
      const more = count - GROUP_WIDTH_MAX;
      this.text += `${this.margin}and ${more} more exception${more > 1 ? 's' : ''}\n`;
    } else {
      this.withChain(vm.pushBorrowed(vm.tupleItem(vm.i32[vm.at(groupAt) + GROUP_MEMBERS]!, index)));
    }
    if (isLast && this.mustClose) {
      this.text += `${this.indentation}+------------------------------------\n`;
      this.mustClose = false;
    }
    this.depth--;
  }

  // ---- One exception

  private single(at: number, headerMargin: string, header: string): void {
    const { vm, margin } = this;
    const traceback = vm.i32[vm.at(at) + EXC_TRACEBACK]!;
    this.text += formatTraceback(vm, traceback, { header: headerMargin + header, margin });
    const place = this.asking(() => syntaxErrorPlace(vm, at)) ?? null;
    // CPython gives the margin to the first line only.
    if (place !== null) this.text += margin + place;
    this.text += margin;
    this.title(at, place !== null);
    this.text += '\n';
    this.notes(at);
  }

  /** `ValueError: message` */
  private title(at: number, isPlaced: boolean): void {
    const { vm } = this;
    const name = this.asking(() => qualifiedName(vm, vm.classOf(vm.at(at)), '<unknown>.'));
    this.text += name ?? '<unknown>';
    const message = this.asking(() => (isPlaced ? messageOfSyntaxError(vm, at) : vm.str(vm.at(at))));
    if (message === undefined) this.text += ': <exception str() failed>';
    else if (message !== '') this.text += `: ${message}`;
    const suggestion = this.asking(() => suggestionFor(vm, at)) ?? null;
    if (suggestion !== null) this.text += `. Did you mean: '${suggestion}'?`;
  }

  private notes(at: number): void {
    const { vm } = this;
    const top = vm.roots.top;
    const notes = this.asking(() => vm.findAttr(vm.at(at), '__notes__')) ?? 0;
    if (notes === 0) return;
    const notesAt = vm.push(notes);
    const kind = vm.kindOf(vm.at(notesAt));
    if (kind === Kind.LIST || kind === Kind.TUPLE) {
      const first = vm.roots.top;
      vm.iteration.pushAll(vm.at(notesAt));
      const end = vm.roots.top;
      for (let note = first; note < end; note++) this.note(note);
    } else {
      const shown = this.asking(() => vm.repr(vm.at(notesAt)));
      if (shown !== undefined) this.text += `${this.margin}${shown}\n`;
    }
    vm.dropTo(top);
  }

  private note(at: number): void {
    const { vm, margin } = this;
    const shown = this.asking(() => vm.str(vm.at(at))) ?? '<note str() failed>';
    const lines = shown.split(/(?<=\n)/);
    this.text += `${lines.map((line) => margin + line).join('')}\n`;
  }
}

function messageOfSyntaxError(vm: VM, at: number): string {
  const messageAt = vm.push(vm.getAttr(vm.at(at), 'msg'));
  const message = vm.at(messageAt) === vm.none ? '' : vm.str(vm.at(messageAt));
  vm.dropTo(messageAt);
  return message;
}

/** The class with its module, unless that is builtins or the program itself; `unknown` stands for a module that is no name. */
export function qualifiedName(vm: VM, cls: Ref, unknown: string): string {
  const at = vm.pushBorrowed(cls);
  const module = attempt(vm, () => textOfAttribute(vm, at, '__module__')) ?? null;
  const info = vm.classes.infoOf(vm.at(at));
  const name = info.isHeapType ? vm.text(vm.i32[vm.at(at) + CLASS_QUALNAME]!) : info.name;
  vm.dropTo(at);
  if (module === null) return unknown + name;
  return module === 'builtins' || module === '__main__' ? name : `${module}.${name}`;
}

/** Null if it is no str. */
function textOfAttribute(vm: VM, at: number, name: string): string | null {
  const valueAt = vm.push(vm.getAttr(vm.at(at), name));
  const text = vm.isStr(vm.at(valueAt)) ? vm.text(vm.at(valueAt)) : null;
  vm.dropTo(valueAt);
  return text;
}
