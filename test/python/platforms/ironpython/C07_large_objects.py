# Objects of 85,000 bytes and more are in the large-object heap from the start: the oldest generation.
from System import GC

for n in (1000, 8000, 84000, 85000, 200000):
    b = b'x' * n
    print('bytes of %d: gen' % n, GC.GetGeneration(b))
