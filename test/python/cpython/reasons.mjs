/**
 * Why tests do not pass, where what they say does not tell: the first entry whose `platforms`, `tests` (a name) and `text` (what was said,
 * with the traceback) fit. What is given for platforms is a rule of theirs: docs/PLATFORMS.md has it, with its source.
 */

const legacy =
  'needs the C API: `_testcapi.with_tp_del` gives a class a finalizer of the kind from before PEP 442, which 3.11 has for C types only';

const reasons = [
  { text: /with_tp_del/, why: legacy },
  {
    text: /without_gc/,
    why: 'needs the C API: `_testcapi.without_gc` makes a class whose instances the collector does not track',
  },
  { text: /ContainerNoGC/, why: 'needs the C API: a container type without support for the collector' },
  { text: /raise_SIGINT_then_send_None/, why: 'needs the C API, and signals' },
  { text: /_testcapi/, why: 'needs the C API (`_testcapi`)' },
  {
    platforms: /cpython-2.7/,
    text: /has no attribute 'TemporaryDirectory'|'encoding' is an invalid keyword/,
    why: 'the library of 2.7: no `tempfile.TemporaryDirectory`, and `open` takes no `encoding`',
  },
  { text: /test_garbage_at_shutdown/, why: 'needs the C API: its child processes import `_testcapi`' },
  { text: /ctypes/, why: 'needs `ctypes`' },
  { text: /NDEBUG/, why: 'for builds of CPython with assertions; skipped by release builds as well' },
  { text: /'cpu' is not enabled/, why: 'takes long: CPython, too, runs it only when asked to (`-u cpu`)' },
  {
    text: /No module named '(ast|codecs)'/,
    why: 'a child process imports `ast` or `codecs`, which midden does not have',
  },
  {
    platforms: /2\.7/,
    text: /has no attribute '__(context|cause|traceback)__'/,
    why: 'exceptions of Python 2 have no `__context__`, `__cause__` and `__traceback__`',
  },
  {
    platforms: /2\.7/,
    tests: /ExceptionTest\.test_except_/,
    why: 'what was caught stays `sys.exc_info()` until the function returns, in generators as well (Python 2)',
  },
  {
    platforms: /jython/,
    text: /NotImplementedError|not implemented|Not implemented|NotImplemented\b/,
    why: 'Jython has no control over the collector of the JVM: these functions of `gc` raise NotImplementedError there',
  },
  {
    text: /has no attribute '(get_debug|set_debug|get_threshold|set_threshold|freeze|unfreeze|get_freeze_count|callbacks|is_finalized|get_stats|get_count|get_objects|is_tracked|DEBUG_\w+|garbage|isenabled|get_referrers|get_referents)'/,
    why: 'the `gc` module of this platform has no such name',
  },
  {
    text: /has no attribute '(getrefcount|unraisablehook|_getframe|setswitchinterval|implementation)'/,
    why: 'the `sys` module of this platform has no such name: no reference counts, no hook for errors in finalizers',
  },
  {
    text: /has no attribute '(finalize|WeakMethod)'|cannot import name '(finalize|WeakMethod)'/,
    why: '`weakref` has no `finalize` or `WeakMethod` there',
  },
  {
    platforms: /cpython-(2\.7|3\.8)/,
    tests: /test_boom|cleanup_of_other_objects/,
    why: 'before 3.11 each instance has a dict of its own, which `gc.collect()` counts: two objects where 3.11 has one',
  },
  {
    platforms: /cpython-2\.7/,
    tests:
      /CycleFinalization|CycleChainFinalization|test_resurrection_|test_refcycle|tp_clear_leaves|main_module_at_shutdown/,
    why: 'before PEP 442 (3.4) a cycle in which something has a finalizer is not collected: it is put into `gc.garbage`, and its finalizers never run',
  },
  {
    platforms: /cpython-2\.7/,
    tests: /test_saveall/,
    why: '`gc.garbage` is not empty: cycles with finalizers of earlier tests are in it for good',
  },
  {
    platforms: /cpython-2\.7/,
    tests: /SimpleFinalizationTest\.test_simple_resurrect/,
    why: 'a finalizer that brings its object back clears its weak references all the same, and runs again at the next death (before PEP 442)',
  },
  {
    platforms: /2\.7/,
    tests: /^__test__\.(coroutine|syntax|email)/,
    why: 'messages of errors and texts of types have the words of 2.7',
  },
  {
    platforms: /ironpython/,
    tests: /setUpModule/,
    why: '`gc.disable()` only warns and `gc.isenabled()` is always True: the collector of the CLR cannot be turned off, and the suite begins by doing so',
  },
  {
    platforms: /ironpython/,
    tests: /test_frame_resurrect|^__test__\.(coroutine|refleaks)/,
    why: 'a generator that was dropped is never closed: its `finally` does not run, whatever is collected',
  },
  {
    platforms: /jython|ironpython|pypy/,
    tests: /SimpleFinalizationTest\.test_simple_resurrect|test_callback_in_cycle_resurrection/,
    why: 'weak references are cleared when an object is found dead, before its finalizer: they do not give the object that was brought back',
  },
  {
    platforms: /jython|ironpython|pypy/,
    tests: /union_operators/,
    why: 'an entry of a weak dictionary stays until a collection has found its key or value dead: the test expects it to go with the last reference',
  },
  {
    platforms: /pypy/,
    tests: /CycleFinalization|CycleChainFinalization/,
    why: 'of what is dead and reaches itself one finalizer runs for each collection, the outermost first: one `gc.collect()` does not run them all',
  },
  {
    platforms: /pypy/,
    tests: /len_cycles/,
    why: 'callbacks of weak references are finalizers: an entry goes a collection later than what it was for',
  },
  {
    platforms: /pypy/,
    tests: /^__test__\.(coroutine|refleaks)/,
    why: 'a dropped generator is closed, and its errors are reported, by a full collection: the test expects it at once',
  },
  {
    platforms: /jython/,
    tests: /weak_|TestWeakSet|callback|test_proxy_ref|test_classes|test_frame_resurrect|^__test__\.refleaks/,
    why: 'finalizers and callbacks run on threads of their own: `gc.collect()` does not wait for them, and weak containers shrink later',
  },
];

export function reasonFor(platform, { name, reason, details }) {
  const said = `${reason}\n${details ?? ''}`;
  const entry = reasons.find(
    ({ platforms, tests, text }) =>
      (platforms === undefined || platforms.test(platform)) &&
      (tests === undefined || tests.test(name)) &&
      (text === undefined || text.test(said)),
  );
  return entry?.why;
}
