"""Directories, paths, times, temporary names."""
import errno
import fnmatch
import glob
import os
import shutil
import stat
import tempfile

os.mkdir('top')
os.chdir('top')
os.makedirs('a/b/c')
for name in ('a/one.txt', 'a/b/two.txt', 'a/b/c/three.dat', '.hidden'):
    with open(name, 'w') as f:
        f.write(name)
print(sorted(os.listdir()), sorted(os.listdir('a')))
for folder, folders, files in sorted(os.walk('.')):
    print(folder, sorted(folders), sorted(files))
print([x[0] for x in os.walk('a', topdown=False)])
print(sorted(glob.glob('*')), sorted(glob.glob('a/*.txt')), sorted(glob.glob('**/*.txt', recursive=True)), sorted(glob.glob('a/**', recursive=True)))
print(fnmatch.filter(['a.txt', 'b.dat'], '*.txt'))
print(sorted((e.name, e.is_dir(), e.is_file(), e.path) for e in os.scandir('a')))
st = os.stat('a/one.txt')
print(st.st_size, stat.filemode(st.st_mode), stat.S_ISREG(st.st_mode), st.st_nlink, len(st), st[6])
os.chmod('a/one.txt', 0o400)
print(stat.filemode(os.stat('a/one.txt').st_mode), stat.filemode(os.stat('a').st_mode))
os.rename('a/one.txt', 'a/uno.txt')
os.replace('a/uno.txt', 'a/b/two.txt')
print(open('a/b/two.txt').read(), os.path.exists('a/uno.txt'))
os.symlink('b/two.txt', 'a/link')
print(os.path.islink('a/link'), os.readlink('a/link'), open('a/link').read(), os.path.realpath('a/link') == os.path.abspath('a/b/two.txt'))
os.link('a/b/two.txt', 'a/hard')
print(os.stat('a/hard').st_nlink, os.path.samefile('a/hard', 'a/link'))
os.utime('a/hard', (1, 2))
print(os.path.getmtime('a/hard'), os.stat('a/hard').st_mtime_ns)
shutil.copy('a/hard', 'copy')
shutil.copytree('a/b', 'tree')
print(sorted(os.listdir('tree')), shutil.move('copy', 'tree'), os.path.exists('copy'))
shutil.rmtree('tree')
print(os.path.exists('tree'))
for call, args in ((os.stat, ('nox',)), (os.listdir, ('nox',)), (os.rmdir, ('nox',)), (os.rmdir, ('a',)), (os.mkdir, ('a',)),
                   (os.rename, ('nox', 'b')), (os.remove, ('a',)), (os.unlink, (3.5,)), (os.mkdir, (None,)), (os.stat, (None,)),
                   (os.chdir, ('nox',)), (os.chdir, ('.hidden',)), (os.listdir, ('.hidden',)), (os.makedirs, ('a',)), (os.open, ('nox', 0)),
                   (os.path.join, (None,)), (os.path.join, ('a', b'b')), (os.path.join, ('a', 5)), (os.path.getsize, ('nox',)),
                   (os.path.basename, (5,)), (shutil.rmtree, ('nox',)), (os.environ.__getitem__, ('NOPE',)), (os.rename, ('a', 'a/b/z')),
                   (os.readlink, ('a/hard',)), (os.strerror, (2,)), (os.fspath, (5,)), (shutil.copyfile, ('a/hard', 'a/hard'))):
    try:
        print(call(*args))
    except Exception as e:
        print(type(e).__name__, e)
print(errno.errorcode[errno.ENOENT], errno.EACCES, os.strerror(13))
join = os.path.join
print(join('a', 'b', '/c', 'd'), join('a/', ''), os.path.split('/x/y'), os.path.splitext('a.tar.gz'), os.path.normpath('a//b/../c/.'), os.path.relpath('/a/b', '/a/c/d'))
print(os.path.commonpath(['/a/b', '/a/c']), os.path.commonprefix(['abc', 'abd']), os.path.isabs('/a'), os.path.expanduser('a'), os.path.basename('/a/'))
os.environ['MIDDEN'] = 'heap'
print(os.getenv('MIDDEN'), 'MIDDEN' in os.environ, os.path.expandvars('$MIDDEN/${MIDDEN}/$NOPE'), os.environ.pop('MIDDEN'), os.getenv('MIDDEN', 'none'))


class Path:
    def __fspath__(self):
        return '.hidden'


print(open(Path()).read(), os.path.exists(Path()), os.fspath(Path()), os.path.getsize(Path()), os.stat(b'.hidden').st_size)
fd, path = tempfile.mkstemp(suffix='.x', prefix='p-')
print(os.path.basename(path)[:2], path[-2:], len(os.path.basename(path)), stat.filemode(os.stat(path).st_mode))
os.close(fd)
os.remove(path)
with tempfile.TemporaryDirectory() as d:
    print(os.path.isdir(d))
print(os.path.exists(d))
with tempfile.TemporaryFile('w+') as f:
    f.write('x')
    f.seek(0)
    print(f.read())
with tempfile.SpooledTemporaryFile(max_size=4) as f:
    f.write(b'abc')
    print(f._rolled)
    f.write(b'def')
    print(f._rolled)
    f.seek(0)
    print(f.read())
with tempfile.NamedTemporaryFile('w', delete=False) as f:
    f.write('kept')
print(open(f.name).read())
os.unlink(f.name)
os.chdir('..')
shutil.rmtree('top')
print(os.path.exists('top'))
