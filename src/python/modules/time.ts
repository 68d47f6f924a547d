import type { Ref } from '../../heap/layout.ts';
import { Kind } from '../objects/shapes.ts';
import type { NativeModule } from '../vm/modules.ts';
import type { VM } from '../vm/vm.ts';
import { floatArgument, newStruct } from './support.ts';

/** The time module over the virtual clock, which advances with the work done and with sleep. All zones are UTC. */

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const DAY_SECONDS = 86_400;

function sleep(vm: VM, args: number): Ref {
  const seconds = floatArgument(vm, args);
  if (Number.isNaN(seconds)) throw vm.error('ValueError', 'Invalid value NaN (not a number)');
  if (seconds < 0) throw vm.error('ValueError', 'sleep length must be non-negative');
  vm.finalization.yieldToThreads();
  vm.threads.wait(args, `time.sleep(${seconds})`, seconds, () => false);
  return vm.newNone();
}

const seconds = (vm: VM): Ref => vm.newFloat(vm.clock.nanoseconds() / 1e9);
const nanoseconds = (vm: VM): Ref => vm.newBigInt(BigInt(Math.round(vm.clock.nanoseconds())));

function wallNanoseconds(vm: VM): Ref {
  const whole = BigInt(Math.round(vm.clock.nanoseconds()));
  const epoch = BigInt(Math.round(vm.clock.wallSeconds() - vm.clock.nanoseconds() / 1e9)) * 1_000_000_000n;
  return vm.newBigInt(epoch + whole);
}

interface Broken {
  readonly tm_year: number;
  readonly tm_mon: number;
  readonly tm_mday: number;
  readonly tm_hour: number;
  readonly tm_min: number;
  readonly tm_sec: number;
  readonly tm_wday: number;
  readonly tm_yday: number;
  readonly tm_isdst: number;
}

function breakDown(total: number): Broken {
  const date = new Date(Math.floor(total) * 1000);
  const year = date.getUTCFullYear();
  const day = Math.floor(total / DAY_SECONDS);
  return {
    tm_year: year,
    tm_mon: date.getUTCMonth() + 1,
    tm_mday: date.getUTCDate(),
    tm_hour: date.getUTCHours(),
    tm_min: date.getUTCMinutes(),
    tm_sec: date.getUTCSeconds(),
    // 1 January 1970 was a Thursday.
    tm_wday: (((day + 3) % 7) + 7) % 7,
    tm_yday: day - Math.floor(Date.UTC(year, 0, 1) / (DAY_SECONDS * 1000)) + 1,
    tm_isdst: 0,
  };
}

function timeArgument(vm: VM, at: number): number {
  const given = vm.at(at);
  return given === 0 || given === vm.none ? vm.clock.wallSeconds() : floatArgument(vm, at);
}

function newStructTime(vm: VM, total: number): Ref {
  const entries = Object.entries(breakDown(total)).map(([name, value]) => [name, vm.newInt(value)]);
  return newStruct(vm, 'time.struct_time', Object.fromEntries(entries) as Record<string, Ref>);
}

function structTime(vm: VM, args: number): Ref {
  return newStructTime(vm, timeArgument(vm, args));
}

/** A struct_time or nine-tuple in a slot, or the present time if the slot is empty. */
function brokenArgument(vm: VM, at: number): Broken {
  const given = vm.at(at);
  if (given === 0) return breakDown(vm.clock.wallSeconds());
  if (vm.kindOf(given) !== Kind.TUPLE) throw vm.error('TypeError', 'Tuple or struct_time argument required');
  if (vm.tupleLength(given) !== 9) {
    throw vm.error('TypeError', `function takes exactly 9 arguments (${vm.tupleLength(given)} given)`);
  }
  const field = (index: number) => vm.index(vm.tupleItem(vm.at(at), index));
  return {
    tm_year: field(0),
    tm_mon: field(1),
    tm_mday: field(2),
    tm_hour: field(3),
    tm_min: field(4),
    tm_sec: field(5),
    tm_wday: field(6),
    tm_yday: field(7),
    tm_isdst: field(8),
  };
}

function mktime(vm: VM, args: number): Ref {
  const t = brokenArgument(vm, args);
  return vm.newFloat(Date.UTC(t.tm_year, t.tm_mon - 1, t.tm_mday, t.tm_hour, t.tm_min, t.tm_sec) / 1000);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function asctime(t: Broken): string {
  const day = String(t.tm_mday).padStart(2, ' ');
  const clock = `${two(t.tm_hour)}:${two(t.tm_min)}:${two(t.tm_sec)}`;
  return `${DAYS[t.tm_wday]!.slice(0, 3)} ${MONTHS[t.tm_mon - 1]!.slice(0, 3)} ${day} ${clock} ${t.tm_year}`;
}

const DIRECTIVES: Readonly<Record<string, (t: Broken) => string>> = {
  a: (t) => DAYS[t.tm_wday]!.slice(0, 3),
  A: (t) => DAYS[t.tm_wday]!,
  b: (t) => MONTHS[t.tm_mon - 1]!.slice(0, 3),
  B: (t) => MONTHS[t.tm_mon - 1]!,
  c: asctime,
  d: (t) => two(t.tm_mday),
  D: (t) => `${two(t.tm_mon)}/${two(t.tm_mday)}/${two(t.tm_year % 100)}`,
  e: (t) => String(t.tm_mday).padStart(2, ' '),
  F: (t) => `${t.tm_year}-${two(t.tm_mon)}-${two(t.tm_mday)}`,
  H: (t) => two(t.tm_hour),
  I: (t) => two(((t.tm_hour + 11) % 12) + 1),
  j: (t) => String(t.tm_yday).padStart(3, '0'),
  m: (t) => two(t.tm_mon),
  M: (t) => two(t.tm_min),
  n: () => '\n',
  p: (t) => (t.tm_hour < 12 ? 'AM' : 'PM'),
  S: (t) => two(t.tm_sec),
  t: () => '\t',
  T: (t) => `${two(t.tm_hour)}:${two(t.tm_min)}:${two(t.tm_sec)}`,
  u: (t) => String(t.tm_wday + 1),
  w: (t) => String((t.tm_wday + 1) % 7),
  x: (t) => `${two(t.tm_mon)}/${two(t.tm_mday)}/${two(t.tm_year % 100)}`,
  X: (t) => `${two(t.tm_hour)}:${two(t.tm_min)}:${two(t.tm_sec)}`,
  y: (t) => two(t.tm_year % 100),
  Y: (t) => String(t.tm_year),
  z: () => '+0000',
  Z: () => 'UTC',
  '%': () => '%',
};

function strftime(vm: VM, args: number): Ref {
  const format = vm.at(args);
  if (!vm.isStr(format))
    throw vm.error('TypeError', `strftime() argument 1 must be str, not ${vm.typeName(format)}`);
  const t = brokenArgument(vm, args + 1);
  const text = vm
    .text(vm.at(args))
    .replace(/%([a-zA-Z%])/g, (whole, code: string) => DIRECTIVES[code]?.(t) ?? whole);
  return vm.newStr(text);
}

export const timeModule: NativeModule = {
  name: 'time',
  functions: {
    sleep: ['seconds, /', sleep],
    time: ['', (vm) => vm.newFloat(vm.clock.wallSeconds())],
    time_ns: ['', wallNanoseconds],
    monotonic: ['', seconds],
    monotonic_ns: ['', nanoseconds],
    perf_counter: ['', seconds],
    perf_counter_ns: ['', nanoseconds],
    process_time: ['', seconds],
    process_time_ns: ['', nanoseconds],
    thread_time: ['', seconds],
    thread_time_ns: ['', nanoseconds],
    gmtime: ['seconds=, /', structTime],
    localtime: ['seconds=, /', structTime],
    mktime: ['time_tuple, /', mktime],
    asctime: ['time_tuple=, /', (vm, args) => vm.newStr(asctime(brokenArgument(vm, args)))],
    ctime: ['seconds=, /', (vm, args) => vm.newStr(asctime(breakDown(timeArgument(vm, args))))],
    strftime: ['format, time_tuple=, /', strftime],
  },
  init(vm, at) {
    vm.modules.set(at, 'timezone', vm.newInt(0));
    vm.modules.set(at, 'altzone', vm.newInt(0));
    vm.modules.set(at, 'daylight', vm.newInt(0));
    vm.modules.set(at, 'tzname', vm.newTuple(vm.newStr('UTC'), vm.newStr('UTC')));
    if (vm.platform.version[0] === 2) {
      vm.modules.set(at, 'clock', vm.runtime.retain(vm.modules.peek(vm.at(at), 'perf_counter')));
    }
    const sample = vm.push(newStructTime(vm, 0));
    vm.modules.set(at, 'struct_time', vm.runtime.retain(vm.classOf(vm.at(sample))));
    vm.dropTo(sample);
  },
};
