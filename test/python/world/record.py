"""Runs every program in programs/ with this interpreter, in an empty folder and with 40 descriptors at most, and records what it prints.

Needs CPython 3.11 on Linux.
"""
import json
import pathlib
import platform
import resource
import subprocess
import sys
import tempfile

LIMIT = 40
here = pathlib.Path(__file__).parent
if platform.python_implementation() != 'CPython' or sys.version_info[:2] != (3, 11):
    sys.exit(f'found {platform.python_implementation()} {platform.python_version()}, expected CPython 3.11: run with python3.11')
recorded = {'version': f'CPython {platform.python_version()}', 'descriptorLimit': LIMIT, 'stdout': {}}
for program in sorted((here / 'programs').glob('*.py')):
    with tempfile.TemporaryDirectory() as folder:
        result = subprocess.run(
            [sys.executable, '-'], capture_output=True, cwd=folder, input=program.read_bytes(),
            env={'PYTHONIOENCODING': 'utf-8', 'PYTHONHASHSEED': '0', 'LANG': 'C.UTF-8'},
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (LIMIT, LIMIT)),
        )
    if result.returncode != 0:
        sys.exit(f'{program.name} failed: {result.stderr.decode()}')
    recorded['stdout'][program.stem] = result.stdout.decode()
(here / 'recorded.json').write_text(json.dumps(recorded, indent=1, ensure_ascii=False) + '\n')
