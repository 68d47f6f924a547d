import type { Ref } from '../../heap/layout.ts';
import { Kind, MODULE_DICT } from '../objects/shapes.ts';
import { shownName } from './class-info.ts';
import type { VM } from './vm.ts';

/** CPython's wording where an attribute is not there, or cannot be set. */
export function missingAttribute(vm: VM, object: Ref, name: string): string {
  if (vm.kindOf(object) === Kind.CLASS) {
    return `type object '${shownName(vm.classes.infoOf(object))}' has no attribute '${name}'`;
  }
  if (vm.kindOf(object) === Kind.MODULE && vm.platform.version[0] > 2)
    return missingOfModule(vm, object, name);
  return `'${vm.typeName(object)}' object has no attribute '${name}'`;
}

function missingOfModule(vm: VM, module: Ref, name: string): string {
  const own = vm.dicts.getName(vm.i32[module + MODULE_DICT]!, vm.strings.nameRef(vm.name('__name__')));
  const text = `module '${own !== 0 && vm.isStr(own) ? vm.text(own) : '?'}' has no attribute '${name}'`;
  if (!vm.modules.isLoading(module)) return text;
  return `partially initialized ${text} (most likely due to a circular import)`;
}

/**
 * What `del object.name` says, and what `object.name = value` says where the object has no room for it.
 * @param meta what the class has by that name; 0 for nothing
 */
export function missingForChange(vm: VM, object: Ref, name: string, meta: Ref): string {
  const { implementation, version } = vm.platform;
  const isClass = vm.kindOf(object) === Kind.CLASS;
  const hasDict = isClass || vm.classes.infoOf(vm.classOf(object)).hasDict;
  if (meta !== 0 && !hasDict) return `'${vm.typeName(object)}' object attribute '${name}' is read-only`;
  if (implementation === 'cpython' && isBefore(version, 3, 11) && hasDict && !namesOwner(vm, object))
    return name;
  if (isClass) return missingAttribute(vm, object, name);
  const text = `'${vm.typeName(object)}' object has no attribute '${name}'`;
  if (implementation !== 'cpython' || isBefore(version, 3, 13) || hasDict) return text;
  return `${text} and no __dict__ for setting new attributes`;
}

/** Python 2 names the class of what has inline attributes only. */
function namesOwner(vm: VM, object: Ref): boolean {
  const kind = vm.kindOf(object);
  return vm.platform.version[0] === 2 && kind !== Kind.CLASS && kind !== Kind.MODULE;
}

function isBefore(version: readonly number[], major: number, minor: number): boolean {
  return version[0]! < major || (version[0] === major && version[1]! < minor);
}
