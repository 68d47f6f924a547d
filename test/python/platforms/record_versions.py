"""Records version_figures.py: record_versions.py PYTHON..., each an executable of another version of CPython."""
import json
import pathlib
import subprocess
import sys

here = pathlib.Path(__file__).parent
recorded = {}
for python in sys.argv[1:]:
    name = subprocess.check_output([python, '-c', 'import platform; print("cpython-" + platform.python_version())'], text=True)
    recorded[name.strip()] = subprocess.check_output([python, here / 'version_figures.py'], text=True)
(here / 'version_figures.json').write_text(json.dumps(recorded, indent=2) + '\n')
