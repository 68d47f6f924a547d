"""The import of modules that are broken, or that fail while they run."""
import sys


def broken():
    import module_with_syntax_error


def indented():
    import module_with_bad_indentation


def fails():
    import module_that_fails


def missing():
    import module_that_is_missing


def fails_inside():
    import module_that_imports_badly


def missing_name():
    from module_that_works import nothing_like_that


def missing_submodule():
    import module_that_works.inside


for function in (broken, indented, fails, missing, fails_inside, missing_name, missing_submodule):
    print(function.__name__, file=sys.stderr)
    try:
        function()
    except BaseException as error:
        print(type(error).__name__, getattr(error, 'name', None), error)
        sys.excepthook(type(error), error, error.__traceback__)
print('module_that_fails' in sys.modules, 'module_that_works' in sys.modules)
import module_with_syntax_error
