import type { NativeModule } from '../vm/modules.ts';
import { arrayModule } from './array.ts';
import { atexitModule } from './atexit.ts';
import { systemModule } from './clr-system.ts';
import { collectionsModule } from './deque.ts';
import { digestsModule } from './digests.ts';
import { gcModule } from './gc.ts';
import { itertoolsModule } from './itertools.ts';
import { mathModule } from './math.ts';
import { operatorModule } from './operator.ts';
import { randomModule } from './random.ts';
import { regexModule } from './regex.ts';
import { sourcesModule } from './sources.ts';
import { sysModule } from './sys.ts';
import { pypyModule } from './sys-pypy.ts';
import { threadingModule } from './threading.ts';
import { timeModule } from './time.ts';
import { tracemallocModule } from './tracemalloc.ts';
import { typesModule } from './types.ts';
import { weakrefModule } from './weakref.ts';
import { worldModules } from './world.ts';

/** Modules in TypeScript, by name. Those with an underscore are the native halves of library modules. */
export const coreModules: readonly NativeModule[] = [
  sysModule,
  sourcesModule,
  gcModule,
  digestsModule,
  threadingModule,
  timeModule,
  arrayModule,
  atexitModule,
  weakrefModule,
  systemModule,
  pypyModule,
  itertoolsModule,
  mathModule,
  randomModule,
  regexModule,
  operatorModule,
  tracemallocModule,
  typesModule,
  collectionsModule,
  ...worldModules,
];
