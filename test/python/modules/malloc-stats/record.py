"""Records what sys._debugmallocstats() prints: run with the CPython whose text is wanted; the version goes into the file's name."""
import platform
import subprocess
import sys
from pathlib import Path

done = subprocess.run([sys.executable, "-c", "import sys; sys._debugmallocstats()"], capture_output=True, check=True)
version = platform.python_version()
Path(__file__).with_name(f"cpython-{version}.txt").write_bytes(done.stderr)
