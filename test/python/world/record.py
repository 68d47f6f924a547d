"""Runs every program in programs/ with this interpreter, in an empty folder and with 40 descriptors at most, and records what it prints.

Needs CPython 3.11 on Linux.
"""
import json
import pathlib
import resource
import sys
import tempfile

here = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(here.parent))
from recording import ENVIRONMENT, needed_version, output_of

LIMIT = 40
recorded = {'version': needed_version(), 'descriptorLimit': LIMIT, 'stdout': {}}
for program in sorted((here / 'programs').glob('*.py')):
    with tempfile.TemporaryDirectory() as folder:
        output = output_of(
            program, ['-'], cwd=folder, input=program.read_bytes(), env={**ENVIRONMENT, 'LANG': 'C.UTF-8'},
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (LIMIT, LIMIT)),
        )
    recorded['stdout'][program.stem] = output.decode()
(here / 'recorded.json').write_text(json.dumps(recorded, indent=1, ensure_ascii=False) + '\n')
