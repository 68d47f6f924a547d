export { decodeSource } from './decode.ts';
export { PythonSyntaxError, type SyntaxErrorKind } from './error.ts';
export { type ParsedModule, parseModule } from './parse.ts';
export { type NodeSpan, SourceText } from './source.ts';
