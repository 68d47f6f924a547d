/** The methods of str on host strings, in code points. */
export * from './code-points.ts';
export * from './str-case.ts';
export * from './str-layout.ts';
export * from './str-predicates.ts';
export * from './str-search.ts';
export * from './str-split.ts';
