"""Runs every program beside this file with this interpreter and records what it prints. Needs CPython 3.11."""
import pathlib
import platform
import subprocess
import sys

here = pathlib.Path(__file__).parent
if platform.python_implementation() != 'CPython' or sys.version_info[:2] != (3, 11):
    sys.exit(f'found {platform.python_implementation()} {platform.python_version()}, expected CPython 3.11: run with python3.11')
recorded = here / 'recorded'
recorded.mkdir(exist_ok=True)
for program in sorted(here.glob('*.py')):
    if program.name == 'record.py':
        continue
    outputs = set()
    for _ in range(3):
        result = subprocess.run([sys.executable, program.name], capture_output=True, cwd=here)
        if result.returncode != 0:
            sys.exit(f'{program.name} failed: {result.stderr.decode()}')
        outputs.add(result.stdout)
    if len(outputs) > 1:
        sys.exit(f'{program.name}: found {len(outputs)} different outputs, expected a deterministic program')
    (recorded / f'{program.stem}.txt').write_bytes(outputs.pop())
(recorded / 'VERSION').write_text(f'CPython {platform.python_version()}\n')
