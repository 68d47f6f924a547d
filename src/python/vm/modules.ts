import type { Ref } from '../../heap/layout.ts';
import { python2Modules } from '../builtins/python2-names.ts';
import type { Code } from '../compiler/code.ts';
import { compileModule, optionsFor } from '../compiler/index.ts';
import { cannotImport, importError } from '../errors/import-error.ts';
import { librarySources } from '../lib/index.ts';
import { callUnraisableHook } from '../modules/hooks.ts';
import { coreModules } from '../modules/index.ts';
import { writeToStream } from '../modules/text-stream.ts';
import {
  CODE_ID,
  FUNCTION_BUILTINS,
  FUNCTION_CODE,
  FUNCTION_GLOBALS,
  FUNCTION_NAME,
  FUNCTION_QUALNAME,
  Kind,
  MODULE_DICT,
  Shape,
} from '../objects/shapes.ts';
import { parseModule, type SourceMode } from '../syntax/index.ts';
import { asciiEscape } from '../values/str-repr.ts';
import { NAMESPACE_SLOT } from './codes.ts';
import { FRAME_ENTRY } from './frames.ts';
import type { NativeCode } from './natives.ts';
import { valueIdentity } from './value-identity.ts';
import { REG_BUILTINS, REG_MODULES, type VM } from './vm.ts';

/** A module in TypeScript: functions and a few values. */
export interface NativeModule {
  readonly name: string;
  readonly functions?: Readonly<Record<string, readonly [signature: string, code: NativeCode]>>;
  /** Names of built-in classes that the module shows, by the name it shows them under. */
  readonly classes?: Readonly<Record<string, string>>;
  /** Fills in the rest; the module is at the stack position. */
  readonly init?: (vm: VM, moduleAt: number) => void;
  /** Absent on platforms that do not have it. */
  readonly available?: (vm: VM) => boolean;
}

/** In CPython linked into the interpreter, or frozen. */
const BUILT_IN = new Set([
  ...[
    'abc',
    'atexit',
    'builtins',
    'codecs',
    'errno',
    'gc',
    'io',
    'itertools',
    'marshal',
    'ntpath',
    'os',
    'os.path',
  ],
  ...['posix', 'posixpath', 'site', 'stat', 'sys', 'time'],
]);

/** Our own modules, compiled: every machine of this process runs the same ones. Code is immutable. */
const libraryCode = new Map<string, { readonly source: string; readonly code: Code }>();

const isLibraryFile = (filename: string) => filename.startsWith('<midden>/');

/** Modules: built in, from the library in Python, and beside the program. */
export class Modules {
  private readonly vm: VM;
  private readonly natives = new Map<string, NativeModule>();
  /** Names of the modules whose code is running. */
  private readonly executing = new Set<string>();
  /** Identity → the number that id() has given out. */
  private readonly serials = new Map<number, number>();

  constructor(vm: VM) {
    this.vm = vm;
    for (const module of coreModules) this.natives.set(module.name, module);
  }

  // ---- Making modules

  /** A new module object with an empty dict but for __name__ and the like: a new reference. */
  create(name: string): Ref {
    const { vm } = this;
    const module = vm.runtime.allocate(Shape.MODULE);
    vm.runtime.initialiseOwned(module, MODULE_DICT, vm.newDict());
    const at = vm.push(module);
    this.set(at, '__name__', vm.newStr(name));
    const more = vm.platform.version[0] === 2 ? [] : ['__loader__', '__spec__'];
    for (const key of ['__doc__', '__package__', ...more]) this.set(at, key, vm.newNone());
    return vm.pop();
  }

  /** module.name = value; takes the value over. */
  set(moduleAt: number, name: string, value: Ref): void {
    const { vm } = this;
    const dict = vm.i32[vm.at(moduleAt) + MODULE_DICT]!;
    vm.dicts.setName(dict, vm.strings.nameRef(vm.name(name)), value);
    vm.runtime.release(value);
  }

  /** Value of a module's name, borrowed, or 0. */
  peek(module: Ref, name: string): Ref {
    const { vm } = this;
    return vm.dicts.getName(vm.i32[module + MODULE_DICT]!, vm.strings.nameRef(vm.name(name)));
  }

  /** sys.modules[name], borrowed, or 0. */
  loaded(name: string): Ref {
    const { vm } = this;
    return vm.dicts.getName(vm.registers.at(REG_MODULES), vm.strings.nameRef(vm.name(name)));
  }

  register(name: string, module: Ref): void {
    const { vm } = this;
    vm.dicts.setName(vm.registers.at(REG_MODULES), vm.strings.nameRef(vm.name(name)), module);
  }

  /** A native module, made and registered: a new reference. */
  makeNative(native: NativeModule): Ref {
    const { vm } = this;
    const at = vm.push(this.create(native.name));
    this.register(native.name, vm.at(at));
    for (const [name, [signature, code]] of Object.entries(native.functions ?? {})) {
      this.set(at, name, vm.classes.newNative(vm.classes.native(name, signature, code), 0));
    }
    for (const [name, internal] of Object.entries(native.classes ?? {})) {
      this.set(at, name, vm.runtime.retain(vm.classes.named(internal)));
    }
    native.init?.(vm, at);
    return vm.pop();
  }

  // ---- Running code

  compile(source: string, filename: string): Code {
    this.vm.codes.sources.set(filename, source.split(/\r\n|\r|\n/));
    if (!isLibraryFile(filename)) return this.compileText(source, filename, 'exec', false);
    const key = `${JSON.stringify(optionsFor(this.vm.platform))} ${filename}`;
    const known = libraryCode.get(key);
    if (known?.source === source) return known.code;
    const code = this.compileText(source, filename, 'exec', false);
    libraryCode.set(key, { source, code });
    return code;
  }

  /** Compiles a text that belongs to no file: its lines are not kept. */
  compileText(source: string, filename: string, mode: SourceMode, futureAnnotations: boolean): Code {
    const { vm } = this;
    const parsed = parseModule(source, filename, mode);
    const warns = vm.platform.implementation === 'cpython' && !isLibraryFile(filename);
    return compileModule(parsed.module, {
      source: parsed.source,
      filename,
      options: optionsFor(vm.platform),
      mode,
      futureAnnotations,
      ...(warns && { warn: this.warnerOf(filename) }),
    });
  }

  /** Shows what the compiler warns of in a file. */
  private warnerOf(filename: string): (line: number, message: string) => void {
    const { vm } = this;
    return (line, message) => {
      const source = vm.codes.sourceLine(filename, line)?.trim() ?? '';
      const shown = source === '' ? '' : `  ${source}\n`;
      writeToStream(vm, 'stderr', `${filename}:${line}: SyntaxWarning: ${message}\n${shown}`);
    };
  }

  /** Runs a code object with a dict as its globals and namespace; the dict is in a stack slot. */
  run(code: Code, dictAt: number): void {
    const { vm } = this;
    vm.runtime.release(this.runIn(code, dictAt, dictAt));
  }

  /** Runs a code object with globals and namespace from stack slots: its result, a new reference. */
  runIn(code: Code, globalsAt: number, namespaceAt: number): Ref {
    const { vm } = this;
    const { runtime } = vm;
    const info = vm.codes.load(code);
    const fn = runtime.allocate(Shape.FUNCTION);
    vm.i32[fn + CODE_ID] = info.id;
    runtime.initialise(fn, FUNCTION_GLOBALS, vm.at(globalsAt));
    runtime.initialise(fn, FUNCTION_BUILTINS, this.builtinsOf(vm.at(globalsAt)));
    runtime.initialise(fn, FUNCTION_NAME, vm.strings.nameRef(vm.name(code.name)));
    runtime.initialise(fn, FUNCTION_QUALNAME, vm.strings.nameRef(vm.name(code.qualname)));
    const codeRef = runtime.allocate(Shape.CODE);
    vm.i32[codeRef + CODE_ID] = info.id;
    runtime.initialiseOwned(fn, FUNCTION_CODE, codeRef);
    return this.runFunction(fn, namespaceAt);
  }

  /** The dict of built-in names that code with these globals sees: borrowed. */
  private builtinsOf(globals: Ref): Ref {
    const { vm } = this;
    const given = vm.dicts.getName(globals, vm.strings.nameRef(vm.name('__builtins__')));
    if (given === 0) return vm.registers.at(REG_BUILTINS);
    const kind = vm.kindOf(given);
    if (kind === Kind.MODULE) return vm.i32[given + MODULE_DICT]!;
    return kind === Kind.DICT ? given : vm.registers.at(REG_BUILTINS);
  }

  /** Runs a function without arguments (taken over) whose names live in the dict at `namespaceAt`: a class body, a module. */
  runFunction(fn: Ref, namespaceAt: number): Ref {
    const { vm } = this;
    const base = vm.push(fn);
    const info = vm.codes.infos[vm.i32[fn + CODE_ID]!]!;
    vm.frames.enter(info, base + 1, base, 0, FRAME_ENTRY);
    vm.roots.stack[base + 1 + info.slots + NAMESPACE_SLOT] = vm.runtime.retain(vm.at(namespaceAt));
    vm.interpreter.run();
    return vm.pop();
  }

  // ---- Importing

  /** IMPORT_NAME: a new reference. */
  importName(name: string, fromList: Ref, level: number, globals: Ref): Ref {
    const { vm } = this;
    const absolute = level === 0 ? name : this.absolute(name, level, globals);
    // Before anything is loaded: the list may move then.
    const wantsLeaf = fromList !== vm.none && vm.truthy(fromList);
    const parts = absolute.split('.');
    let full = '';
    let parentAt = -1;
    const top = vm.roots.top;
    for (const part of parts) {
      full = full === '' ? part : `${full}.${part}`;
      const at = vm.push(this.load(full));
      if (parentAt >= 0) vm.setAttr(vm.at(parentAt), part, vm.at(at));
      parentAt = at;
    }
    const result = vm.runtime.retain(vm.at(wantsLeaf ? parentAt : top));
    vm.dropTo(top);
    return result;
  }

  private absolute(name: string, level: number, globals: Ref): string {
    const { vm } = this;
    const packageRef = vm.dicts.getName(globals, vm.strings.nameRef(vm.name('__package__')));
    if (packageRef === 0 || !vm.isStr(packageRef) || vm.text(packageRef) === '') {
      throw vm.error('ImportError', 'attempted relative import with no known parent package');
    }
    const parts = vm.text(packageRef).split('.');
    if (level > parts.length)
      throw vm.error('ImportError', 'attempted relative import beyond top-level package');
    const base = parts.slice(0, parts.length - level + 1).join('.');
    return name === '' ? base : `${base}.${name}`;
  }

  /** The module of this dotted name, loaded now if need be: a new reference. */
  load(name: string): Ref {
    const { vm } = this;
    const known = this.loaded(name);
    if (known !== 0 && known !== vm.none) return vm.runtime.retain(known);
    if (known === vm.none) {
      throw importError(vm, 'ModuleNotFoundError', `import of ${name} halted; None in sys.modules`, name);
    }
    const shadowing = this.importsAsProgram(name) ? vm.options.readModule(name) : null;
    if (shadowing !== null) return this.makeFromSource(name, shadowing.source, shadowing.filename);
    const native = this.natives.get(name);
    if (native !== undefined && (native.available?.(vm) ?? true)) return this.makeNative(native);
    const library = Object.hasOwn(librarySources, name) ? librarySources[name] : undefined;
    if (library !== undefined && !vm.platform.missingModules.includes(name))
      return this.makeFromSource(name, library, `<midden>/${name.replaceAll('.', '/')}.py`);
    const now =
      vm.platform.version[0] === 2 && Object.hasOwn(python2Modules, name) ? python2Modules[name] : undefined;
    if (now !== undefined) return this.load(now);
    const file = vm.options.readModule(name);
    if (file !== null) return this.makeFromSource(name, file.source, file.filename);
    throw importError(vm, 'ModuleNotFoundError', `No module named '${name}'${this.noPackage(name)}`, name);
  }

  /** The program finds modules beside it first, the library its own; some are there before anything is looked for. */
  private importsAsProgram(name: string): boolean {
    const { frames } = this.vm;
    if (name.startsWith('_') || BUILT_IN.has(name) || frames.depth === 0) return false;
    return !isLibraryFile(frames.info(frames.depth - 1).code.filename);
  }

  /** What the error about a missing module adds if it would have to be inside of one that is no package. */
  private noPackage(name: string): string {
    const parent = name.slice(0, Math.max(0, name.lastIndexOf('.')));
    const isPackage = Object.keys(librarySources).some((library) => library.startsWith(`${parent}.`));
    return parent === '' || isPackage ? '' : `; '${parent}' is not a package`;
  }

  private makeFromSource(name: string, source: string, filename: string): Ref {
    const { vm } = this;
    const code = this.compile(source, filename);
    const at = vm.push(this.create(name));
    this.set(at, '__file__', vm.newStr(filename));
    this.set(at, '__builtins__', vm.runtime.retain(this.loaded('builtins')));
    this.set(at, '__package__', vm.newStr(name.includes('.') ? name.slice(0, name.lastIndexOf('.')) : ''));
    this.register(name, vm.at(at));
    const dictAt = vm.pushBorrowed(vm.i32[vm.at(at) + MODULE_DICT]!);
    this.executing.add(name);
    try {
      this.run(code, dictAt);
    } catch (error) {
      vm.guestError(error);
      vm.dicts.deleteName(vm.registers.at(REG_MODULES), vm.strings.nameRef(vm.name(name)));
      throw error;
    } finally {
      this.executing.delete(name);
    }
    vm.drop(1);
    return vm.pop();
  }

  /** Whether the module's code is still running: it imports something that imports it. */
  isLoading(module: Ref): boolean {
    if (this.executing.size === 0 || this.vm.kindOf(module) !== Kind.MODULE) return false;
    const name = this.peek(module, '__name__');
    return name !== 0 && this.vm.isStr(name) && this.executing.has(this.vm.text(name));
  }

  /** IMPORT_FROM: a new reference. */
  importFrom(module: Ref, name: number): Ref {
    const { vm } = this;
    const text = vm.strings.nameText(name);
    const moduleAt = vm.pushBorrowed(module);
    let value = vm.findAttr(vm.at(moduleAt), text);
    if (value === 0) value = this.submodule(vm.at(moduleAt), text);
    if (value === 0) {
      throw cannotImport(vm, moduleAt, text, this.isLoading(vm.at(moduleAt)));
    }
    vm.push(value);
    const result = vm.pop();
    vm.dropTo(moduleAt);
    return result;
  }

  private submodule(module: Ref, name: string): Ref {
    const { vm } = this;
    if (vm.kindOf(module) !== Kind.MODULE) return 0;
    const own = this.peek(module, '__name__');
    if (own === 0) return 0;
    let value = 0;
    const missing = vm.exceptions.caught('ModuleNotFoundError', () => {
      value = this.load(`${vm.text(own)}.${name}`);
    });
    return missing ? 0 : value;
  }

  /** from module import *, into a namespace dict. */
  importStar(module: Ref, namespace: Ref): void {
    const { vm } = this;
    const dict = vm.i32[module + MODULE_DICT]!;
    const all = this.peek(module, '__all__');
    if (all !== 0) {
      const allAt = vm.pushBorrowed(all);
      const moduleAt = vm.pushBorrowed(module);
      const spaceAt = vm.pushBorrowed(namespace);
      vm.iterate(vm.at(allAt), (item) => {
        const name = vm.strings.nameIdOf(item);
        const value = vm.push(vm.attributes.get(vm.at(moduleAt), name));
        vm.dicts.setName(vm.at(spaceAt), vm.strings.nameRef(name), vm.at(value));
      });
      vm.dropTo(allAt);
      return;
    }
    for (let entry = 0; entry < vm.dicts.filled(dict); entry++) {
      const key = vm.dicts.keyAt(dict, entry);
      if (key === 0 || vm.text(key).startsWith('_')) continue;
      vm.dicts.setName(namespace, key, vm.dicts.valueAt(dict, entry));
    }
  }

  // ---- Text

  /** An object's identity as default reprs show it: an address where objects do not move, else a serial. */
  addressText(ref: Ref): string {
    const { least, capital } = this.vm.platform.identity.addressDigits;
    const digits = BigInt.asUintN(64, this.idOf(ref)).toString(16).padStart(least, '0');
    return `0x${capital ? digits.toUpperCase() : digits}`;
  }

  /** id(ref) by the platform's rule. */
  idOf(ref: Ref): bigint {
    const { vm } = this;
    const { id, byValue } = vm.platform.identity;
    const identity = byValue ? valueIdentity(vm, ref) : null;
    if (identity !== null) return identity;
    if (id === 'address' && !vm.runtime.collector.traits.moving) return BigInt(ADDRESS_BASE + ref * 4);
    const serial = this.serialOf(ref);
    return BigInt(id === 'reserved-address' ? ADDRESS_BASE + serial * RESERVED_BYTES : serial);
  }

  private serialOf(ref: Ref): number {
    const { vm } = this;
    const { firstSerial } = vm.platform.identity;
    // Hashes take identities as well, and must leave no gaps in these.
    const identity = vm.runtime.identities.of(ref);
    const known = this.serials.get(identity);
    if (known !== undefined) return known;
    const serial = firstSerial + this.serials.size;
    this.serials.set(identity, serial);
    return serial;
  }

  reprOrAscii(ref: Ref, ascii: boolean): string {
    const text = this.vm.repr(ref);
    return ascii ? asciiEscape(text) : text;
  }

  /** How CPython names a callable in errors about its arguments: `module.qualname()`, or its str(). A safepoint. */
  callableName(ref: Ref): string {
    const { vm } = this;
    const at = vm.pushBorrowed(ref);
    const qualname = vm.push(vm.findAttr(vm.at(at), '__qualname__'));
    let text: string;
    if (vm.at(qualname) === 0) text = vm.str(vm.at(at));
    else {
      const module = vm.push(vm.findAttr(vm.at(at), '__module__'));
      const owner = vm.at(module) === 0 || vm.at(module) === vm.none ? 'builtins' : vm.str(vm.at(module));
      text = `${owner === 'builtins' ? '' : `${owner}.`}${vm.str(vm.at(qualname))}()`;
    }
    vm.dropTo(at);
    return text;
  }

  // ---- Errors nobody catches

  /** sys.unraisablehook for the exception in flight, which is dropped. */
  unraisable(originAt: number, message: string | null = null): void {
    callUnraisableHook(this.vm, originAt, message);
  }

  // ---- Asynchronous generators

  wrapAsyncValue(value: Ref): Ref {
    const { vm } = this;
    const wrapped = vm.runtime.allocate(Shape.CELL);
    vm.runtime.initialise(wrapped, 2, value);
    return wrapped;
  }
}

/** What addresses are shown relative to. */
const ADDRESS_BASE = 0x7f0000000000;
/** Between addresses that are reserved one after the other. */
const RESERVED_BYTES = 32;
