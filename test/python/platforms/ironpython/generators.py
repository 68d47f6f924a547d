# A generator dropped half-way is never closed; close() and exhaustion work as everywhere.
import gc


def lines(log):
    try:
        yield 1
        yield 2
    finally:
        log.append('finally')


log = []
for item in lines(log):
    break
gc.collect()
gc.collect()
print('broken off:', log)
generator = lines(log)
next(generator)
generator.close()
print('closed:', log)
for item in lines(log):
    pass
print('exhausted:', log)
