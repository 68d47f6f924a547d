"""What the scripts share that record from CPython 3.11 what programs print."""
import pathlib
import platform
import subprocess
import sys

ENVIRONMENT = {'PYTHONIOENCODING': 'utf-8', 'PYTHONHASHSEED': '0'}


def needed_version():
    """'CPython 3.11.x'; ends the script on any other interpreter."""
    found = f'{platform.python_implementation()} {platform.python_version()}'
    if not found.startswith('CPython 3.11.'):
        sys.exit(f'found {found}, expected CPython 3.11: run with python3.11')
    return found


def output_of(program, arguments, **options):
    """What the program prints to stdout; ends the script if it fails."""
    result = subprocess.run([sys.executable, *arguments], capture_output=True, **{'env': ENVIRONMENT, **options})
    if result.returncode != 0:
        sys.exit(f'{program.name} failed: {result.stderr.decode()}')
    return result.stdout


def record_beside(script, *options, times=1):
    """Records every program beside the script in recorded/; run several times, it has to print the same each time."""
    version = needed_version()
    here = pathlib.Path(script).resolve().parent
    recorded = here / 'recorded'
    recorded.mkdir(exist_ok=True)
    for program in sorted(here.glob('*.py')):
        if program.name == 'record.py':
            continue
        outputs = {output_of(program, [*options, program.name], cwd=here) for _ in range(times)}
        if len(outputs) > 1:
            sys.exit(f'{program.name}: found {len(outputs)} different outputs, expected a deterministic program')
        (recorded / f'{program.stem}.txt').write_bytes(outputs.pop())
    (recorded / 'VERSION').write_text(f'{version}\n')
