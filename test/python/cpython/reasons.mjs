/** Why tests do not pass, where what they say does not tell: the first entry that fits. */

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
  { text: /test_garbage_at_shutdown/, why: 'needs the C API: its child processes import `_testcapi`' },
  {
    text: /IncrementalNewlineDecoder/,
    why: 'a child process imports `doctest`, which needs a decoder of `io` that midden does not have',
  },
  { text: /HAVE_DOCSTRINGS/, why: 'built-in methods have no docstrings' },
  { text: /ctypes/, why: 'needs `ctypes`' },
  { text: /NDEBUG/, why: 'for builds of CPython with assertions; skipped by release builds as well' },
  { text: /'cpu' is not enabled/, why: 'takes long: CPython, too, runs it only when asked to (`-u cpu`)' },
  {
    text: /No module named '(ast|codecs)'/,
    why: 'a child process imports `ast` or `codecs`, which midden does not have',
  },
  {
    platforms: /jython/,
    text: /NotImplementedError|not implemented|Not implemented|NotImplemented\b/,
    why: 'Jython has no control over the collector of the JVM: these functions of `gc` raise NotImplementedError there',
  },
  {
    text: /has no attribute '(get_threshold|set_threshold|freeze|unfreeze|get_freeze_count|callbacks|is_finalized|get_stats|get_count|get_objects|is_tracked|DEBUG_\w+|garbage|isenabled|get_referrers|get_referents)'/,
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
];

export function reasonFor(platform, { reason, details }) {
  const text = `${reason}\n${details ?? ''}`;
  const entry = reasons.find(
    ({ platforms, text: pattern }) =>
      (platforms === undefined || platforms.test(platform)) && pattern.test(text),
  );
  return entry?.why;
}
