"""Carets under characters that take two columns."""
import sys

none = None


def a(): return 'äöü' + none
def b(): return '€€€' + none
def c(): return '😀😀' + none
def d(): return '漢字' + none
def e(): return 'e\u0301' + 'é' + none
def f(): x = '😀😀'; return 1 + none
def g(): x = '漢字'; return 1 + none
def h(): return '😀😀' + (1 + none) + '漢字'
def i(): return none.漢字
def j(): return none['漢字']
def k():
    return (none['漢字'],
            '漢字字字字')
def l():
    a('漢字')
def m():
    '漢字'; x.漢字(
        1)

for fn in (a,b,c,d,e,f,g,h,i,j,k,l,m):
    try: fn()
    except Exception as e: sys.excepthook(type(e),e,e.__traceback__)
