"""Runs every program in sources/ and writes what it printed, and its exit code, to recorded/.

Usage: python3.11 record.py [name …]
"""
import json
import pathlib
import platform
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent


def normalise(text):
    """Paths lose their folder, addresses their digits."""
    text = text.replace(f'{HERE}/sources/', '').replace(f'{HERE}/modules/', '')
    return re.sub(r'0x[0-9a-f]{6,}', '0xADDR', text)


def record(source):
    done = subprocess.run(
        [sys.executable, '-B', source.name],
        cwd=source.parent,
        env={'PYTHONPATH': str(HERE / 'modules'), 'PYTHONHASHSEED': '0'},
        capture_output=True,
        encoding='utf-8',
        errors='backslashreplace',
        timeout=60,
    )
    # A process that died of a signal is reported by a shell as 128 and the signal's number.
    code = done.returncode if done.returncode >= 0 else 128 - done.returncode
    return {'exit': code, 'stdout': normalise(done.stdout), 'stderr': normalise(done.stderr)}


def main(names):
    for source in sorted((HERE / 'sources').glob('*.py')):
        if names and source.stem not in names:
            continue
        recording = {'interpreter': f'{platform.python_implementation()} {platform.python_version()}', **record(source)}
        text = json.dumps(recording, indent=1, ensure_ascii=False)
        (HERE / 'recorded' / f'{source.stem}.json').write_text(text + '\n', encoding='utf-8')


main(sys.argv[1:])
