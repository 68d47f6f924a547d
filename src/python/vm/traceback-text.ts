import type { Ref } from '../../heap/layout.ts';
import {
  EXC_CAUSE,
  EXC_CONTEXT,
  EXC_SUPPRESS,
  EXC_TRACEBACK,
  FRAME_CODE,
  TRACEBACK_FRAME,
  TRACEBACK_LINE,
  TRACEBACK_NEXT,
} from '../objects/shapes.ts';
import type { VM } from './vm.ts';

const CAUSE = '\nThe above exception was the direct cause of the following exception:\n\n';
const CONTEXT = '\nDuring handling of the above exception, another exception occurred:\n\n';

/** An exception as CPython prints it: causes first, each with its traceback. */
export function formatException(vm: VM, exception: Ref): string {
  return formatChain(vm, exception, new Set());
}

function formatChain(vm: VM, exception: Ref, seen: Set<Ref>): string {
  seen.add(exception);
  const { i32 } = vm;
  const cause = i32[exception + EXC_CAUSE]!;
  const context = i32[exception + EXC_CONTEXT]!;
  let before = '';
  if (cause !== 0 && cause !== vm.none && !seen.has(cause)) before = formatChain(vm, cause, seen) + CAUSE;
  else if (context !== 0 && i32[exception + EXC_SUPPRESS] === 0 && !seen.has(context)) {
    before = formatChain(vm, context, seen) + CONTEXT;
  }
  return before + formatTraceback(vm, i32[exception + EXC_TRACEBACK]!) + formatLine(vm, exception);
}

/** `Traceback (most recent call last):` and its entries; nothing without a traceback. */
export function formatTraceback(vm: VM, traceback: Ref): string {
  if (traceback === 0) return '';
  const { i32 } = vm;
  let text = 'Traceback (most recent call last):\n';
  for (let entry = traceback; entry !== 0; entry = i32[entry + TRACEBACK_NEXT]!) {
    const frame = i32[entry + TRACEBACK_FRAME]!;
    const { code } = vm.codes.infos[i32[frame + FRAME_CODE]!]!;
    const line = i32[entry + TRACEBACK_LINE]!;
    text += `  File "${code.filename}", line ${line}, in ${code.name}\n`;
    const source = vm.codes.sourceLine(code.filename, line)?.trim();
    if (source !== undefined && source !== '') text += `    ${source}\n`;
  }
  return text;
}

/** `ValueError: message` */
export function formatLine(vm: VM, exception: Ref): string {
  const name = className(vm, exception);
  let message: string;
  try {
    message = vm.str(exception);
  } catch (error) {
    vm.guestError(error);
    vm.exceptions.discard();
    message = '<exception str() failed>';
  }
  return message === '' ? `${name}\n` : `${name}: ${message}\n`;
}

function className(vm: VM, exception: Ref): string {
  const cls = vm.classOf(exception);
  const info = vm.classes.infoOf(cls);
  if (!info.isHeapType) return info.name;
  const module = vm.findAttr(cls, '__module__');
  const qualname = vm.findAttr(cls, '__qualname__');
  const prefix = module !== 0 && vm.isStr(module) ? vm.text(module) : '';
  const name = qualname !== 0 && vm.isStr(qualname) ? vm.text(qualname) : info.name;
  vm.runtime.release(module);
  vm.runtime.release(qualname);
  return prefix === '' || prefix === '__main__' || prefix === 'builtins' ? name : `${prefix}.${name}`;
}

/** What sys.unraisablehook writes for an exception from `origin` (a finalizer, a callback). */
export function formatUnraisable(vm: VM, exception: Ref, origin: Ref): string {
  let shown: string;
  try {
    shown = vm.repr(origin);
  } catch (error) {
    vm.guestError(error);
    vm.exceptions.discard();
    shown = '<object repr() failed>';
  }
  return `Exception ignored in: ${shown}\n${formatTraceback(vm, vm.i32[exception + EXC_TRACEBACK]!)}${formatLine(vm, exception)}`;
}
