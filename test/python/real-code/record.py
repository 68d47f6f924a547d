"""
Records what real code prints on this interpreter: record.py AWFY-DIR PYPERFORMANCE-DIR (checkouts of are-we-fast-yet and
pyperformance). Writes recorded/cpython-X.Y.json. Recorded with CPython 3.8.18, 3.11.7, 3.12.1 and 3.13.0.
"""
import json
import os
import pathlib
import platform
import subprocess
import sys

here = pathlib.Path(__file__).parent
awfy, pyperformance = map(pathlib.Path, sys.argv[1:])
benchmarks = json.loads((here / 'benchmarks.json').read_text())
awfy_python = awfy / 'benchmarks' / 'Python'
pyperformance_folder = pyperformance / 'pyperformance' / 'data-files' / 'benchmarks'


def run(path, program, *args):
    environment = {'PYTHONPATH': str(path), 'PYTHONHASHSEED': '0', 'PYTHONDONTWRITEBYTECODE': '1'}
    result = subprocess.run([sys.executable, str(program), *args], capture_output=True, text=True, env=environment)
    if result.returncode != 0:
        print(f'not recorded: {program} {args}: {result.stderr}', file=sys.stderr)
        return None
    return result.stdout


# What an older version cannot run is null: there the text of 3.11 counts.
recorded = {'version': f'CPython {platform.python_version()}', 'pyperformance': {}, 'figures': {}}
for name in benchmarks['pyperformance']:
    program = pyperformance_folder / f'bm_{name}' / 'run_benchmark.py'
    recorded['pyperformance'][name] = run(here, program)
for name, (program, *args) in benchmarks['figures'].items():
    recorded['figures'][name] = run(awfy_python, here / 'programs' / f'{program}.py', *args)
major, minor = sys.version_info[:2]
(here / 'recorded').mkdir(exist_ok=True)
(here / 'recorded' / f'cpython-{major}.{minor}.json').write_text(json.dumps(recorded, indent=2) + '\n')
