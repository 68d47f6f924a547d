import { describe, expect, it } from 'vitest';
import { bytesFunctions } from './functions-bytes.ts';
import { formatFunctions } from './functions-formats.ts';
import { numberFunctions } from './functions-numbers.ts';
import { codecFunctions, randomFunctions, stringFunctions } from './functions-strings.ts';
import { differences, loadRecording, type ValueFunction } from './recordings.ts';

const suites: Record<string, Readonly<Record<string, ValueFunction>>> = {
  numbers: numberFunctions,
  formats: formatFunctions,
  strings: { ...stringFunctions, ...bytesFunctions },
  codecs: codecFunctions,
  random: randomFunctions,
};

describe.each(Object.keys(suites))('%s as recorded from CPython', (name) => {
  const { areas } = loadRecording(name);
  const functions = suites[name] ?? {};

  it('covers every recorded area', () => {
    expect(Object.keys(functions).sort()).toEqual(Object.keys(areas).sort());
  });

  it.each(Object.keys(areas))('%s', (area) => {
    const fn = functions[area];
    expect(fn === undefined ? ['no function'] : differences(areas[area] ?? [], fn)).toEqual([]);
  });
});
