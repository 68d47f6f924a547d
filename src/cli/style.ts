/** Colours on a terminal, nothing but text elsewhere. */
import { styleText } from 'node:util';
import type { CliStream } from './context.ts';

export type Paint = (format: Parameters<typeof styleText>[0], text: string) => string;

export const plain: Paint = (_format, text) => text;

/** Honours NO_COLOR, whatever its value (no-color.org). */
export function paintFor(stream: CliStream, env: Readonly<Partial<Record<string, string>>> = {}): Paint {
  return stream.isTTY === true && (env.NO_COLOR ?? '') === '' ? styleText : plain;
}
