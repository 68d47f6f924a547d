/** midden as a library: heaps and mutators, collectors, platforms, and runs of Python programs. */
export * from './harness/index.ts';
