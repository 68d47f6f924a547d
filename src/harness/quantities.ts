import { UsageError } from './errors.ts';

const UNIT_BYTES: Readonly<Record<string, number>> = { '': 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30 };
const SIZE = /^(\d+(?:\.\d+)?)\s*([kmg]?)(?:i?b)?$/i;

/** The smallest heap that holds the built-in objects and a program, and the largest that Python's byte addresses reach. */
const PROGRAM_HEAP_BYTES_MIN = 2 ** 20;
const PROGRAM_HEAP_BYTES_MAX = 2 ** 32;

/** `64M`, `1.5GiB`, `4096`: a size in bytes; K, M and G are powers of 1024. */
export function parseSize(text: string): number {
  const match = SIZE.exec(text.trim());
  if (match === null) {
    throw new UsageError(
      'size',
      `unreadable size "${text}": expected a number with K, M or G behind it, such as 64M.`,
    );
  }
  return Math.floor(Number(match[1]) * UNIT_BYTES[match[2]!.toLowerCase()]!);
}

/** A heap's size: readable, and within what a heap can be. */
export function parseHeapSize(text: string): number {
  const bytes = parseSize(text);
  if (bytes < PROGRAM_HEAP_BYTES_MIN || bytes > PROGRAM_HEAP_BYTES_MAX) {
    throw new UsageError('size', `a heap of "${text}" is out of range: expected a size from 1M to 4G.`);
  }
  return bytes;
}

/** A whole number, at least `least` and at most `most`. */
export function parseCount(text: string, least: number, most = Number.MAX_SAFE_INTEGER): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(value) || value < least) {
    throw new UsageError('number', `unreadable number "${text}": expected a whole number, ${least} or more.`);
  }
  if (value > most) throw new UsageError('number', `${text} is too many: expected ${most} at most.`);
  return value;
}

const DURATION = /^(\d+(?:\.\d+)?)\s*(ms|s|m)?$/i;
const UNIT_MILLISECONDS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 };
/** The longest delay that a host timer takes. */
const MILLISECONDS_MAX = 2 ** 31 - 1;

/** `30`, `30s`, `500ms`, `2m`: a time in milliseconds; a bare number means seconds. */
export function parseDuration(text: string): number {
  const match = DURATION.exec(text.trim());
  const milliseconds =
    match === null ? 0 : Number(match[1]) * UNIT_MILLISECONDS[(match[2] ?? 's').toLowerCase()]!;
  if (milliseconds <= 0 || milliseconds > MILLISECONDS_MAX) {
    throw new UsageError(
      'time',
      `unreadable time "${text}": expected seconds, or a number with ms, s or m, such as 30s.`,
    );
  }
  return milliseconds;
}

const BINARY_UNITS = ['B', 'KiB', 'MiB', 'GiB'];

/** `1536` → `1.5 KiB`. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < BINARY_UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  const digits = value >= 100 ? 0 : 1;
  return `${value.toFixed(digits).replace(/\.0$/, '')} ${BINARY_UNITS[unit]}`;
}

/** `1234567` → `1,234,567`, whatever the host's locale. */
export function formatCount(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 1 });
}
