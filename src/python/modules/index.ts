import type { NativeModule } from '../vm/modules.ts';
import { atexitModule } from './atexit.ts';
import { gcModule } from './gc.ts';
import { sysModule } from './sys.ts';
import { timeModule } from './time.ts';
import { weakrefModule } from './weakref.ts';

/** Modules in TypeScript, by name. */
export const coreModules: readonly NativeModule[] = [sysModule, gcModule, timeModule, atexitModule, weakrefModule];
