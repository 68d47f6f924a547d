"""Child processes."""
import os
import subprocess
import sys

run = subprocess.run
py = sys.executable
print(run([py, '-c', 'print(1 + 1)'], capture_output=True).stdout)
r = run([py, '-c', 'import sys; print("out"); print("err", file=sys.stderr); sys.exit(3)'], capture_output=True, text=True)
print(r.returncode, repr(r.stdout), repr(r.stderr), r.args[1:])
print(run([py, '-c', 'import sys; print(sys.stdin.read().upper())'], input='text', capture_output=True, text=True).stdout)
print(subprocess.check_output([py, '-c', 'print("a")'], text=True))
for call in (lambda: subprocess.check_call([py, '-c', 'raise SystemExit(2)']),
             lambda: run([py, '-c', 'raise SystemExit(2)'], check=True),
             lambda: subprocess.check_output([py, '-c', 'print("x"); raise SystemExit(4)'])):
    try:
        call()
    except subprocess.CalledProcessError as e:
        print(e.returncode, e.output, str(e).replace(py, 'python'))
for args in (['nox'], ['./nox', 'a']):
    try:
        run(args)
    except FileNotFoundError as e:
        print(e, e.filename)
try:
    run([py], cwd='nowhere')
except FileNotFoundError as e:
    print(e)
with open('script.py', 'w') as f:
    f.write('import sys, os, helper\nprint(sys.argv, os.getenv("X"), helper.name)\n')
with open('helper.py', 'w') as f:
    f.write('name = "from beside"\n')
print(subprocess.call([py, 'nothere.py'], stderr=subprocess.DEVNULL))
print(run([py, 'script.py', 'one', 'two'], env={'X': 'y'}, capture_output=True, text=True).stdout)
p = subprocess.Popen([py, '-c', 'print("popen")'], stdout=subprocess.PIPE, text=True)
print(p.communicate(), p.returncode, p.poll(), p.wait())
p = subprocess.Popen([py, '-c', 'import sys\nfor line in sys.stdin: print("got", line.strip())'], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
p.stdin.write('a\nb\n')
p.stdin.close()
print(p.stdout.read(), p.wait())
p.stdout.close()
with open('out', 'w') as f:
    run([py, '-c', 'import sys; print("to a file"); print("both", file=sys.stderr)'], stdout=f, stderr=subprocess.STDOUT)
print(sorted(open('out').read().split('\n')))
r = run([py, '-c', '1 / 0'], capture_output=True, text=True)
print(r.returncode, r.stderr)
r = run([py, '-c', 'def f(:'], capture_output=True, text=True)
print(r.returncode, r.stderr)
print(run([py, '-c', 'import subprocess, sys; print(subprocess.check_output([sys.executable, "-c", "print(9)"]))'], capture_output=True).stdout)
r, w = os.pipe()
run([py, '-c', 'print("through a pipe")'], stdout=w)
os.close(w)
print(os.read(r, 100))
os.close(r)
print(subprocess.CompletedProcess(['a'], 1, 'o'), subprocess.list2cmdline(['a b', 'c']))
CHILD = '''
import atexit, sys
class D:
    def __del__(self): print('del'); sys.stdout.flush()
atexit.register(print, 'atexit')
keep = D()
print('end')
'''
print(run([py, '-c', CHILD], capture_output=True, text=True).stdout)
