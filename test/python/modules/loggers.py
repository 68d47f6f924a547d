"""Loggers, handlers, formatters and adapters."""
import logging, sys, io, gc
logging.basicConfig(stream=sys.stdout, level=logging.DEBUG, format="%(levelname)s %(name)s %(message)s %(funcName)s %(lineno)d")
log = logging.getLogger("app.db")
class Brief(logging.Formatter):
    def formatException(self, info): return "brief " + info[0].__name__
logging.root.handlers[0].setFormatter(Brief("%(levelname)s %(name)s %(message)s %(funcName)s %(lineno)d"))
log.info("hello %s", "x")
def f():
    try:
        1 / 0
    except ZeroDivisionError:
        log.exception("oops %d", 3)
f()
class H(logging.Handler):
    def __init__(self): logging.Handler.__init__(self); self.records = []
    def emit(self, r): self.records.append(r)
h = H(); log.addHandler(h); log.setLevel("WARNING"); log.info("no"); log.warning("yes %(a)s", {"a": 1}); print(len(h.records), h.records[0].getMessage(), h)
log.removeHandler(h)
print(log, log.parent, logging.getLogger("app"), log.parent, logging.root, logging.getLogger("app.db").getChild("x").name, log.getEffectiveLevel(), log.isEnabledFor(10))
s = io.StringIO(); sh = logging.StreamHandler(s); sh.setFormatter(logging.Formatter("{levelname}|{message}", style="{")); logging.getLogger("q").addHandler(sh); logging.getLogger("q").propagate = False; logging.getLogger("q").error("e"); print(repr(s.getvalue()))
logging.LoggerAdapter(log, {"k": 1}).error("adapted")
logging.disable(50); log.critical("never"); logging.disable(0)
logging.getLogger("nohandlers").debug("d")
print(logging.getLevelName(10), logging.getLevelName("INFO"), logging.getLevelName(7), sh)
logging.log(25, "level 25"); r = logging.makeLogRecord({"msg": "m %s", "args": ("a",)}); print(r.getMessage())
try: logging.getLogger(5)
except TypeError as e: print(e)
try: log.setLevel("X")
except ValueError as e: print(e)
