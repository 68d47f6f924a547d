"""The program itself is broken."""
print('never')


def f(x):
    return x +* 2
