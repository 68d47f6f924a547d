export { Code } from './code.ts';
export { compileModule } from './compile.ts';
export { CompileError } from './compile-error.ts';
export { disassemble } from './dis.ts';
export * from './opcodes.ts';
export { type CompilerOptions, optionsFor } from './options.ts';
