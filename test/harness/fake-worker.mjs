// Node 20 starts no worker from TypeScript: this starts the one beside it.
import { register } from 'tsx/esm/api';

register();
await import('./fake-worker.ts');
