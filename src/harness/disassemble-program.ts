/** The seam between the harness and the compiler. */
import { platformNamed } from '../platforms/index.ts';
import { CompileError, compileModule, disassemble, optionsFor } from '../python/compiler/index.ts';
import { PythonSyntaxError, parseModule } from '../python/syntax/index.ts';
import { ProgramSyntaxError } from './errors.ts';

/**
 * The bytecode of a program and of everything that it defines, beside the source lines.
 * @throws ProgramSyntaxError
 */
export function disassembleProgram(text: string, filename: string, platform: string): string {
  const options = optionsFor(platformNamed(platform));
  try {
    const { module, source } = parseModule(text, filename);
    const code = compileModule(module, { source, filename, options });
    return disassemble(code, { recursive: true });
  } catch (error) {
    if (error instanceof PythonSyntaxError) throw new ProgramSyntaxError(error.format());
    if (error instanceof CompileError) {
      throw new ProgramSyntaxError(
        `  File "${filename}", line ${error.line}\nSyntaxError: ${error.message}\n`,
      );
    }
    throw error;
  }
}
