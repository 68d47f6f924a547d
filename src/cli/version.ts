import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** From the package itself; the sources and dist are at different depths. */
export const VERSION: string = import.meta.url.endsWith('.ts')
  ? require('../../package.json').version
  : require('../../../package.json').version;
