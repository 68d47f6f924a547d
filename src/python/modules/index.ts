import type { NativeModule } from '../vm/modules.ts';

/** Modules in TypeScript, by name. */
export const coreModules: readonly NativeModule[] = [];
