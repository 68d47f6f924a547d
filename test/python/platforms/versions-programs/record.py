"""Records what versions of CPython print for the programs in sources: record.py PYTHON..., each an executable."""
import json
import os
import pathlib
import subprocess
import sys

here = pathlib.Path(__file__).parent
SAY = 'import platform; print("cpython-" + platform.python_version())'
environment = dict(os.environ, PYTHONHASHSEED='0', NO_COLOR='1', PYTHONDONTWRITEBYTECODE='1')


def run(python, program):
    done = subprocess.run(
        [python, program.name], cwd=program.parent, env=environment, capture_output=True, text=True, timeout=60
    )
    return {'exit': done.returncode, 'stdout': done.stdout, 'stderr': done.stderr.replace(f'{program.parent}/', '')}


recorded = {}
for program in sorted((here / 'sources').glob('*.py')):
    entry = recorded[program.stem] = {}
    for python in sys.argv[1:]:
        name = subprocess.check_output([python, '-c', SAY], text=True).strip()
        runs = [run(python, program) for _ in range(2)]
        entry[name] = {**runs[0], 'deterministic': runs[0]['stdout'] == runs[1]['stdout']}
(here / 'recorded.json').write_text(json.dumps(recorded, indent=1) + '\n')
