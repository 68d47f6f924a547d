import { base64Source } from './base64.ts';
import { binasciiSource } from './binascii.ts';
import { codecsNativeSource } from './codecs-native.ts';
import { contextvarsSource } from './contextvars.ts';
import { contextvarsNativeSource } from './contextvars-native.ts';
import { csvSource } from './csv.ts';
import { datetimeSource } from './datetime.ts';
import { datetimeValuesSource } from './datetime-values.ts';
import { fractionsSource } from './fractions.ts';
import { hashlibSource } from './hashlib.ts';
import { jsonSource } from './json.ts';
import { jsonDecoderSource } from './json-decoder.ts';
import { jsonEncoderSource } from './json-encoder.ts';
import { pickleSource } from './pickle.ts';
import { pickleFormatSource } from './pickle-format.ts';
import { pickleReadingSource } from './pickle-reading.ts';
import { reprlibSource } from './reprlib.ts';
import { schedSource } from './sched.ts';
import { signalSource } from './signal.ts';
import { statisticsSource } from './statistics.ts';
import { strptimeSource } from './strptime.ts';
import { structSource } from './struct.ts';
import { timeitSource } from './timeit.ts';
import { uuidSource } from './uuid.ts';
import { zlibSource } from './zlib.ts';

/** Library modules about data: formats, numbers, dates, digests; full name → source. */
export const dataSources: Readonly<Record<string, string>> = {
  _codecs: codecsNativeSource,
  _contextvars: contextvarsNativeSource,
  _datetime_values: datetimeValuesSource,
  _pickle_format: pickleFormatSource,
  _pickle_reading: pickleReadingSource,
  _strptime: strptimeSource,
  base64: base64Source,
  binascii: binasciiSource,
  contextvars: contextvarsSource,
  csv: csvSource,
  datetime: datetimeSource,
  fractions: fractionsSource,
  hashlib: hashlibSource,
  json: jsonSource,
  'json.decoder': jsonDecoderSource,
  'json.encoder': jsonEncoderSource,
  pickle: pickleSource,
  reprlib: reprlibSource,
  sched: schedSource,
  signal: signalSource,
  statistics: statisticsSource,
  struct: structSource,
  timeit: timeitSource,
  uuid: uuidSource,
  zlib: zlibSource,
};
