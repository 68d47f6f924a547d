"""Records what PyPy prints for the programs beside this file: `python3 record.py /path/to/pypy3` writes recorded.json.

Each program runs three times; where standard output or exit status differ between the runs it is an error. Addresses in standard error
are replaced.
"""
import json
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAMS = os.path.join(HERE, "programs")


def run(interpreter, name):
    environment = {"PATH": os.environ.get("PATH", ""), "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [interpreter, name + ".py"], cwd=PROGRAMS, env=environment, capture_output=True, text=True, timeout=120
    )
    stderr = re.sub(r"0x[0-9a-f]{6,}", "0xADDR", done.stderr).replace(PROGRAMS + os.sep, "")
    return {"exit": done.returncode, "stdout": done.stdout, "stderr": stderr}


def main():
    interpreter = sys.argv[1]
    version = subprocess.run([interpreter, "--version"], capture_output=True, text=True).stdout.split()
    recorded = {}
    for file in sorted(os.listdir(PROGRAMS)):
        name, extension = os.path.splitext(file)
        if extension != ".py":
            continue
        runs = [run(interpreter, name) for _ in range(3)]
        if any((r["exit"], r["stdout"]) != (runs[0]["exit"], runs[0]["stdout"]) for r in runs):
            raise SystemExit("%s: three runs differ; make the program print what does not" % name)
        recorded[name] = runs[0]
    with open(os.path.join(HERE, "recorded.json"), "w") as out:
        json.dump({"python": version[1], "pypy": "7.3.11", "programs": recorded}, out, indent=1, sort_keys=True)
        out.write("\n")
    print("%d programs" % len(recorded))


main()
