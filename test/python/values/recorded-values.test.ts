import { describe, expect, it } from 'vitest';
import { bytesFunctions } from './functions-bytes.ts';
import { formatFunctions } from './functions-formats.ts';
import { mathFunctions } from './functions-math.ts';
import { numberFunctions } from './functions-numbers.ts';
import { codecFunctions, randomFunctions, stringFunctions } from './functions-strings.ts';
import { differences, loadRecording, type ValueFunction } from './recordings.ts';

const suites: Record<string, Readonly<Record<string, ValueFunction>>> = {
  numbers: numberFunctions,
  formats: formatFunctions,
  strings: { ...stringFunctions, ...bytesFunctions },
  codecs: codecFunctions,
  random: randomFunctions,
  math: mathFunctions,
};

/**
 * Where CPython's answer comes from the C library, which rounds some results to the neighbour of
 * the nearest double: how many units in the last place are let pass. Everything else is exact.
 */
const TOLERANCE: Readonly<Record<string, bigint>> = {
  floatPower: 1n,
  pow: 1n,
  cbrt: 2n,
  log10: 1n,
  atanh: 1n,
  erf: 1n,
  erfc: 3n,
  complexPower: 3n,
};

describe.each(Object.keys(suites))('%s as recorded from CPython', (name) => {
  const { areas } = loadRecording(name);
  const functions = suites[name] ?? {};

  it('covers every recorded area', () => {
    expect(Object.keys(functions).sort()).toEqual(Object.keys(areas).sort());
  });

  it.each(Object.keys(areas))('%s', (area) => {
    const fn = functions[area];
    expect(fn === undefined ? ['no function'] : differences(areas[area] ?? [], fn, TOLERANCE[area])).toEqual(
      [],
    );
  });
});
