"""stderr escapes what it cannot encode."""
import sys

print('\udc80 and \ud83d', file=sys.stderr)
raise ValueError('lone \udcff surrogate')
