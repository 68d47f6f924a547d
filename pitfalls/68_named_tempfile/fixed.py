# 68_named_tempfile, fixed: the same task without what depends on the collector.
from __future__ import print_function
import os
import tempfile

with tempfile.NamedTemporaryFile() as f:
    name = f.name
    print("exists inside with:", os.path.exists(name))
print("exists after with:", os.path.exists(name))
