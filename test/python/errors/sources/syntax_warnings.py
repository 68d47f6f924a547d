"""What the compiler warns of."""
x = 1
name = 'abc'
print(x is 1, x is not 1, x is 'a', 1 is x, x is None, x is True, x is ..., x is -1, x is (), x is (1, 2), x is 1.5)
print(name is 'abc' is name, x is b'x', x is 1 + 1, x is [], x is f'{x}', x is (x,))


def function(a=(x is 3)):
    assert (a, 'message')
    assert (1, 2)
    assert ()  or 1
    try:
        value = a is 4
    finally:
        value = a is 5
    return [b is 6 for b in (1, 2)], (lambda: a is 7)


def calls():
    [1]()
    (1, 2)(3)
    'text'(1)
    1(2)
    {}()
    {1}()
    f'{x}'()
    None()
    [y for y in ()]()
    (y for y in ())()
    (lambda: 1)()
    {1: 2}(3)
    1.5()
    b'x'()
    ...()


def subscripts():
    1[2]
    None[0]
    {1}[0]
    (lambda: 1)[0]
    (y for y in ())[0]
    1.5[0]
    ...[0]
    [1]['a']
    (1, 2)['a']
    'text'['a']
    [1][1, 2]
    [1][1.5]
    [1][None]
    [1][True]
    [1][-1]
    [1][1:2]
    f'{x}'['a']
    [y for y in ()]['a']
    b'x'['y']
    [1][x]
    [1][lambda: 1]
    [1][f'{x}']
    {1: 2}['a']
    True[0]


class Class:
    attribute = x is 8

    def method(self):
        return self is \
            9


@(lambda f: f)
def decorated():
    return x is 10


   
def trailing():
    return x is 11   
