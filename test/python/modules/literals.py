"""ast.literal_eval."""
import ast
import re

good = ['1', ' -1', '+2.5', '1_000', '0x1f', '1e3', '.5', '5.', '2j', '1+2j', '-1.5-3J', '"a"', "'it\\'s'", "r'\\n'", "b'\\xff'", "'a' \"b\" '''c\nd'''",
        'None', 'True', '()', '(1)', '(1,)', '1,', '1, 2', '[1, [2, (3, "x")],]', '{}', '{1: 2, "a": [None]}', '{1, 2, 2}', 'set()', '{"k": {"n": (1, -2)},}', '(\n1, # one\n 2)',
        "'__proto__'", '{"constructor": 1}']
for text in good:
    print(repr(text), repr(ast.literal_eval(text)))
bad = ['a', 'f(1)', '1 + 2', '[x]', '-"a"', 'a.b', "f'{1}'", 'lambda: 1', '1 +', '(', '"a', '1 2', '[1 for x in y]', '{[]: 1}', '1 < 2', 'not 1', '2 ** 3', 'set(1)']
for text in bad:
    try:
        print(repr(text), ast.literal_eval(text))
    except Exception as error:
        print(repr(text), type(error).__name__, re.sub('<ast.*', '', str(error)))
try:
    ast.literal_eval(5.5j and None)
except ValueError as error:
    print(error)
