import type { Ref } from '../../heap/layout.ts';
import type { NativeCode } from './natives.ts';
import type { VM } from './vm.ts';

/**
 * The thread that runs finalizers and callbacks where the platform has one (the JVM, the CLR). It is a thread of the scheduler like any
 * other: its loop is written in Python, so that it can lose its turn anywhere in a finalizer.
 */
const SOURCE = `
def run():
    while True:
        job = next_job()
        if job is not None:
            call, argument = job
            try:
                call(argument)
            except BaseException as error:
                done(call, error)
            else:
                done(call, None)
            call = argument = None
        else:
            done(None, None)
        job = None
`;

const FILENAME = '<midden>/finalizers.py';

function nextJob(vm: VM, args: number): Ref {
  vm.threads.wait(args, 'something to finalize', null, () => vm.finalization.hasWork);
  return vm.finalization.takeJob();
}

function done(vm: VM, args: number): Ref {
  const error = vm.at(args + 1);
  if (error !== vm.none) vm.exceptions.reraise(vm.runtime.retain(error));
  vm.finalization.jobDone(error !== vm.none, args);
  return vm.newNone();
}

const NATIVES: Readonly<Record<string, readonly [signature: string, code: NativeCode]>> = {
  next_job: ['', nextJob],
  done: ['call, error, /', done],
};

export function startFinalizerThread(vm: VM): void {
  const dictAt = vm.push(vm.newDict());
  for (const [name, [signature, code]] of Object.entries(NATIVES)) {
    setName(vm, dictAt, name, vm.classes.newNative(vm.classes.native(name, signature, code), 0));
  }
  setName(vm, dictAt, '__builtins__', vm.runtime.retain(vm.modules.loaded('builtins')));
  vm.modules.run(vm.modules.compile(SOURCE, FILENAME), dictAt);
  const base = vm.push(0);
  vm.pushBorrowed(vm.dicts.getName(vm.at(dictAt), vm.strings.nameRef(vm.name('run'))));
  vm.threads.finalizer = vm.threads.start(base, 0, 'Finalizer');
  vm.dropTo(dictAt);
}

function setName(vm: VM, dictAt: number, name: string, value: Ref): void {
  const at = vm.push(value);
  vm.dicts.setName(vm.at(dictAt), vm.strings.nameRef(vm.name(name)), vm.at(at));
  vm.dropTo(at);
}
