export { decodeSource } from './decode.ts';
export { PythonSyntaxError } from './error.ts';
export { parseModule, type SourceMode } from './parse.ts';
export { type NodeSpan, SourceText } from './source.ts';
