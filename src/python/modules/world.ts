import type { NativeModule } from '../vm/modules.ts';
import { errnoModule, posixModule } from './posix.ts';
import { processesModule } from './processes.ts';
import { socketsModule } from './sockets.ts';
import { sqliteModule } from './sqlite.ts';
import { textCodecModule } from './text-codec.ts';

/** Native modules over the virtual world. */
export const worldModules: readonly NativeModule[] = [
  posixModule,
  errnoModule,
  textCodecModule,
  processesModule,
  socketsModule,
  sqliteModule,
];
