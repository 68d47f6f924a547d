import { abcSource } from './abc.ts';
import { argparseSource } from './argparse.ts';
import { argparseActionsSource } from './argparse-actions.ts';
import { argparseHelpSource } from './argparse-help.ts';
import { argparseParseSource } from './argparse-parse.ts';
import { astSource } from './ast.ts';
import { asyncioSource } from './asyncio.ts';
import { asyncioEventsSource } from './asyncio-events.ts';
import { asyncioLocksSource } from './asyncio-locks.ts';
import { asyncioTasksSource } from './asyncio-tasks.ts';
import { bisectSource } from './bisect.ts';
import { collectionsSource } from './collections.ts';
import { collectionsAbcSource } from './collections-abc.ts';
import { collectionsAbcProtocolsSource } from './collections-abc-protocols.ts';
import { collectionsWrappersSource } from './collections-wrappers.ts';
import { concurrentFuturesSource, concurrentSource } from './concurrent-futures.ts';
import { containerAbcsSource } from './container-abcs.ts';
import { contextlibSource } from './contextlib.ts';
import { copySource } from './copy.ts';
import { copyregSource } from './copyreg.ts';
import { dataSources } from './data.ts';
import { dataclassesSource } from './dataclasses.ts';
import { difflibSource } from './difflib.ts';
import { enumSource } from './enum.ts';
import { fnmatchSource } from './fnmatch.ts';
import { functoolsSource } from './functools.ts';
import { futureSource } from './future.ts';
import { heapqSource } from './heapq.ts';
import { importlibSource } from './importlib.ts';
import { inspectSource } from './inspect.ts';
import { inspectSignatureSource } from './inspect-signature.ts';
import { ioSource } from './io.ts';
import { itertoolsSource } from './itertools.ts';
import { keywordSource } from './keyword.ts';
import { linecacheSource } from './linecache.ts';
import { loggingSource } from './logging.ts';
import { loggingHandlersSource } from './logging-handlers.ts';
import { loggingRecordsSource } from './logging-records.ts';
import { numbersSource } from './numbers.ts';
import { operatorSource } from './operator.ts';
import { platformSource } from './platform.ts';
import { pprintSource } from './pprint.ts';
import { queueSource } from './queue.ts';
import { randomSource } from './random.ts';
import { reSource } from './re.ts';
import { stringSource } from './string.ts';
import { textwrapSource } from './textwrap.ts';
import { threadSource } from './thread.ts';
import { threadingSource } from './threading.ts';
import { tracebackSource } from './traceback.ts';
import { tracemallocSource } from './tracemalloc.ts';
import { typesSource } from './types.ts';
import { typingSource } from './typing.ts';
import { unittestSource, unittestUtilSource } from './unittest.ts';
import { unittestAssertionsSource, unittestExpectationsSource } from './unittest-assertions.ts';
import { unittestCaseSource } from './unittest-case.ts';
import { unittestMockSource } from './unittest-mock.ts';
import { unittestMainSource, unittestResultSource, unittestRunnerSource } from './unittest-runner.ts';
import { unittestLoaderSource, unittestSuiteSource } from './unittest-suites.ts';
import { warningsSource } from './warnings.ts';
import { weakSetSource } from './weak-set.ts';
import { weakrefSource } from './weakref.ts';
import { worldSources } from './world.ts';

/** Library modules in Python: full name → source. */
export const librarySources: Readonly<Record<string, string>> = {
  __future__: futureSource,
  _argparse_actions: argparseActionsSource,
  _argparse_help: argparseHelpSource,
  _argparse_parse: argparseParseSource,
  _collections_abc: containerAbcsSource,
  _collections_abc_protocols: collectionsAbcProtocolsSource,
  _collections_wrappers: collectionsWrappersSource,
  _thread: threadSource,
  _weakrefset: weakSetSource,
  _inspect_signature: inspectSignatureSource,
  abc: abcSource,
  argparse: argparseSource,
  ast: astSource,
  asyncio: asyncioSource,
  'asyncio.events': asyncioEventsSource,
  'asyncio.locks': asyncioLocksSource,
  'asyncio.tasks': asyncioTasksSource,
  bisect: bisectSource,
  collections: collectionsSource,
  'collections.abc': collectionsAbcSource,
  concurrent: concurrentSource,
  'concurrent.futures': concurrentFuturesSource,
  contextlib: contextlibSource,
  copy: copySource,
  copyreg: copyregSource,
  dataclasses: dataclassesSource,
  difflib: difflibSource,
  enum: enumSource,
  fnmatch: fnmatchSource,
  functools: functoolsSource,
  heapq: heapqSource,
  importlib: importlibSource,
  inspect: inspectSource,
  io: ioSource,
  itertools: itertoolsSource,
  keyword: keywordSource,
  linecache: linecacheSource,
  logging: loggingSource,
  _logging_handlers: loggingHandlersSource,
  _logging_records: loggingRecordsSource,
  numbers: numbersSource,
  operator: operatorSource,
  platform: platformSource,
  pprint: pprintSource,
  queue: queueSource,
  random: randomSource,
  re: reSource,
  string: stringSource,
  textwrap: textwrapSource,
  threading: threadingSource,
  traceback: tracebackSource,
  tracemalloc: tracemallocSource,
  types: typesSource,
  typing: typingSource,
  unittest: unittestSource,
  'unittest._assertions': unittestAssertionsSource,
  'unittest._expectations': unittestExpectationsSource,
  'unittest.case': unittestCaseSource,
  'unittest.loader': unittestLoaderSource,
  'unittest.main': unittestMainSource,
  'unittest.mock': unittestMockSource,
  'unittest.result': unittestResultSource,
  'unittest.runner': unittestRunnerSource,
  'unittest.suite': unittestSuiteSource,
  'unittest.util': unittestUtilSource,
  warnings: warningsSource,
  weakref: weakrefSource,
  ...dataSources,
  ...worldSources,
};
