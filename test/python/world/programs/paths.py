"""pathlib over files and folders, and codecs."""
import codecs
import os
from pathlib import Path, PurePath, PurePosixPath

for text in ('', '.', '/', '//a', '///a', 'a//b/./c/', '/a/b.tar.gz', '.bashrc', 'a.', 'a/..', '..'):
    p = PurePosixPath(text)
    print(repr(p), p.parts, p.root, p.name, p.stem, p.suffix, p.suffixes, p.parent, list(p.parents), p.is_absolute())
a = Path('a')
print(a / 'b' / '/c', 'x' / a, a.joinpath('b', 'c'), a == Path('a/'), a != 'a', hash(a) == hash(Path('a')), sorted([Path('b'), Path('a/c'), Path('a')]))
print(a.with_name('b'), Path('a.py').with_suffix('.txt'), Path('d/a.py').with_stem('z'), Path('a/b/c').relative_to('a'), Path('a/b').is_relative_to('c'))
print(Path('a/b.py').match('*.py'), Path('/a/b.py').match('/a/*.py'), Path('a/b.py').match('a/*.txt'), os.fspath(a), isinstance(a, os.PathLike), isinstance(a, PurePath))
for work in (lambda: Path('a/b').relative_to('c'), lambda: a / 1, lambda: Path(1), lambda: Path('.').with_name('x'), lambda: a.with_suffix('x'),
             lambda: Path('missing').read_text(), lambda: Path('missing/x').mkdir(), lambda: Path('missing').unlink(), lambda: a.write_text(1)):
    try:
        print(work())
    except Exception as error:
        print(type(error).__name__, error)
a.mkdir()
try:
    a.mkdir()
except FileExistsError as error:
    print(error)
a.mkdir(exist_ok=True)
(a / 'x' / 'y').mkdir(parents=True)
print((a / 'one.txt').write_text('one\ntwo\n'), (a / 'x' / 'two.bin').write_bytes(b'\x00\xff'), (a / 'one.txt').read_text(), (a / 'x' / 'two.bin').read_bytes())
with (a / 'one.txt').open() as file:
    print([line for line in file], file.name)
print(sorted(str(p) for p in a.iterdir()), a.exists(), a.is_dir(), (a / 'one.txt').is_file(), (a / 'nope').exists(), (a / 'one.txt').stat().st_size)
print(sorted(map(str, a.glob('*.txt'))), sorted(map(str, a.glob('**/*'))), sorted(map(str, a.rglob('*.bin'))), sorted(map(str, a.glob('*/*.bin'))))
(a / 'empty').touch()
(a / 'empty').touch()
moved = (a / 'empty').rename(a / 'moved')
print(moved, moved.exists(), (a / 'empty').exists(), moved.resolve() == Path.cwd() / 'a' / 'moved', moved.samefile('a/moved'))
moved.unlink()
moved.unlink(missing_ok=True)
try:
    a.rmdir()
except OSError as error:
    print(error)
(a / 'x' / 'two.bin').unlink()
(a / 'x' / 'y').rmdir()

print(codecs.encode('é', 'latin-1'), codecs.decode(b'\xc3\xa9'), codecs.lookup('UTF8').name, codecs.lookup('latin1').name, codecs.getencoder('utf-8')('é'), codecs.getdecoder('ascii')(b'ab'))
with codecs.open('text', 'w', 'utf-16') as file:
    file.write('häß\nzwei\n')
print(Path('text').read_bytes())
with codecs.open('text', encoding='utf-16') as file:
    print(file.read().splitlines(), file.encoding)
with open('raw', 'wb') as raw:
    writer = codecs.getwriter('utf-8')(raw)
    writer.write('dräi\n')
    writer.writelines(['a\n', 'b\n'])
with open('raw', 'rb') as raw:
    print(list(codecs.getreader('utf-8')(raw)))
try:
    codecs.lookup('nope')
except LookupError as error:
    print(error)
print(codecs.BOM_UTF8, codecs.BOM_UTF16_LE)
