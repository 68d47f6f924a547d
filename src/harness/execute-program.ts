/** The seam between the harness and the Python machine. */
import { InternalError } from './errors.ts';
import type { Execute } from './execution.ts';

export const executeProgram: Execute = (request) => {
  throw new InternalError(`no Python machine is built in yet: cannot run ${request.filename}`);
};
