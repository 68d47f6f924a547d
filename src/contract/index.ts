/** The contract: all that an author of a collector needs. Read collector.ts, then host.ts, then shapes.ts. */
export * from '../heap/errors.ts';
export * from '../heap/layout.ts';
export { Memory } from '../heap/memory.ts';
export * from './collector.ts';
export * from './events.ts';
export * from './host.ts';
export * from './shapes.ts';
