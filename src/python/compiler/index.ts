export { Code, CodeFlag, type Constant, type ExceptionEntry, LocalKind, POSITION_WORDS } from './code.ts';
export { type CompileInput, compileModule } from './compile.ts';
export { CompileError } from './compile-error.ts';
export { disassemble } from './dis.ts';
export * from './opcodes.ts';
export { type CompilerOptions, defaultOptions } from './options.ts';
