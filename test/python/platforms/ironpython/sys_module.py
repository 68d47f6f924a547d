# What sys says.
import sys

print(sys.implementation.name, sys.version_info[:2], sys.platform, sys.maxsize, hex(sys.maxunicode))
print('getrefcount', hasattr(sys, 'getrefcount'))
