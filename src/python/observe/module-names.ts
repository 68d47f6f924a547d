import type { Ref } from '../../heap/layout.ts';
import { MODULE_DICT } from '../objects/shapes.ts';
import type { VM } from '../vm/vm.ts';
import type { Probe } from './probe.ts';

/** What the program looks up in modules about lifetimes and memory. */
const TELLING_MODULES: ReadonlySet<string> = new Set(['gc', 'sys', 'weakref', 'tracemalloc']);
const TELLING_SYS: ReadonlySet<string> = new Set([
  'getrefcount',
  'getsizeof',
  'getallocatedblocks',
  'gettotalrefcount',
  'getobjects',
  '_debugmallocstats',
]);
/** The program looks for a name in a module that tells about lifetimes. */
export function lookUp(vm: VM, probe: Probe, module: Ref, name: string): void {
  const dict = vm.i32[module + MODULE_DICT]!;
  const stored = vm.dicts.getName(dict, vm.strings.nameRef(vm.name('__name__')));
  const moduleName = stored !== 0 && vm.isStr(stored) ? vm.text(stored) : '';
  if (!TELLING_MODULES.has(moduleName) || (moduleName === 'sys' && !TELLING_SYS.has(name))) return;
  if (name.startsWith('__') || !probe.places.direct) return;
  const found = vm.dicts.getName(dict, vm.strings.nameRef(vm.name(name))) !== 0;
  const known = found || (moduleName === 'gc' && name === 'garbage');
  probe.answers.note(
    'module-name',
    probe.places.here(),
    `${moduleName}.${name}`,
    known ? 'there' : 'missing',
  );
}
