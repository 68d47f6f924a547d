import type { NativeModule } from '../vm/modules.ts';
import { atexitModule } from './atexit.ts';
import { sysModule } from './sys.ts';
import { timeModule } from './time.ts';

/** Modules in TypeScript, by name. */
export const coreModules: readonly NativeModule[] = [sysModule, timeModule, atexitModule];
