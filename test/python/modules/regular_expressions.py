"""re: syntax, matches, replacement, errors."""
import re

print(re.findall(r'(?P<a>\w+)-(\d{2,})', 'foo-12 bär-345 x-1'))
print(re.sub(r'(\w)(\w)', r'\2\1', 'abcdef'), re.compile(r'^\s*$', re.M), re.split(r'[,;]\s*', 'a, b;c'))
print(re.match('a|b', 'abc'), [m.span() for m in re.finditer('x+', 'axxbx')], re.fullmatch('a.c', 'a\nc', re.S))
match = re.search(r'(?P<key>\w+)=(?P<value>\w+)?', 'x = 1; name=')
print(match.groupdict(), match.groups('none'), match.span('key'), match.lastgroup, match['key'], match.string)
print(re.sub(r'\d+', lambda m: str(int(m[0]) * 2), 'a1b22c333'), re.subn('a', 'b', 'aaa', count=2))
print(re.sub(r'(?P<x>a)(b)?', r'[\g<x>\2\g<0>]', 'ab a'), re.escape('a.b*c d'), re.split(r'(-)', 'a-b-c', maxsplit=1))
print(re.findall(r'(?i)[a-c]+', 'ABCabcD'), re.findall(r'\bfoo\b', 'foo food foo'), re.findall(r'(?<=a)b(?!c)', 'abc ab'))
print(re.findall(r"""(?x) \d+  # digits
                     [.] \d*  """, '3.14 2. x'), re.findall(rb'\w+', b'ab cd'), re.match(r'(a)(?:b)(\1)', 'aba').groups())
print(re.findall('^.', 'ab\ncd', re.M), re.findall('.$', 'ab\ncd\n'), re.findall(r'\A.|.\Z', 'abc'), '😀x'.index('x'))
print(re.search('x', 'a😀x').span(), re.compile('b').search('abab', 2).span(), re.compile('^b').search('ab', 1))
print(re.compile('(a)(?P<n>b)', re.I | re.X).groupindex, re.compile('a').flags, re.compile(b'a').flags)
for bad in ['(a', 'a)', '*a', '[a', 'a**', 'a{3,1}', '\\', '(?P<1>a)', '(?P=x)', '[z-a]', '(?y)', r'\q', r'(\2)']:
    try:
        print(re.compile(bad))
    except re.error as error:
        print(bad, error, error.pos)
try:
    re.match('a', b'a')
except TypeError as error:
    print(error)
