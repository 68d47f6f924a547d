/** unittest.mock: the part that records calls. */
export const unittestMockSource = `"""Objects that note how they are used."""

from unittest.util import safe_repr

__all__ = ["Mock", "call", "sentinel", "DEFAULT", "ANY"]

__unittest = True


class _Sentinel:
    def __init__(self, called):
        self.name = called

    def __repr__(self):
        return "sentinel." + self.name


class _Sentinels:
    def __getattr__(self, name):
        value = self.__dict__[name] = _Sentinel(name)
        return value


sentinel = _Sentinels()
DEFAULT = sentinel.DEFAULT


class _Any:
    def __repr__(self):
        return "<ANY>"

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False


ANY = _Any()


class _Call(tuple):
    """The arguments of a call: (positional, keyword)."""

    @property
    def args(self):
        return self[0]

    @property
    def kwargs(self):
        return self[1]

    def __repr__(self):
        return "call%s" % _arguments_text(self)


def _arguments_text(arguments):
    args, kwargs = arguments
    return "(%s)" % ", ".join([repr(arg) for arg in args] + ["%s=%r" % item for item in kwargs.items()])


def call(*args, **kwargs):
    return _Call((args, kwargs))


class Mock:
    """Takes any call and gives any attribute: another mock."""

    def __init__(self, return_value=DEFAULT, side_effect=None, name=None):
        self._mock_return_value = return_value
        self._mock_name = name
        self.side_effect = side_effect
        self.reset_mock()

    def reset_mock(self):
        self.called = False
        self.call_count = 0
        self.call_args = None
        self.call_args_list = []
        self.mock_calls = []

    def __getattr__(self, name):
        if name.startswith("_mock_") or name.startswith("__"):
            raise AttributeError(name)
        child = Mock(name=name)
        self.__dict__[name] = child
        return child

    @property
    def return_value(self):
        if self._mock_return_value is DEFAULT:
            self._mock_return_value = Mock(name="%s()" % (self._mock_name or "mock"))
        return self._mock_return_value

    @return_value.setter
    def return_value(self, value):
        self._mock_return_value = value

    def __call__(self, *args, **kwargs):
        noted = _Call((args, kwargs))
        self.called = True
        self.call_count += 1
        self.call_args = noted
        self.call_args_list.append(noted)
        self.mock_calls.append(noted)
        effect = self.side_effect
        if effect is not None:
            if isinstance(effect, BaseException) or isinstance(effect, type) and issubclass(effect, BaseException):
                raise effect
            if callable(effect):
                value = effect(*args, **kwargs)
                if value is not DEFAULT:
                    return value
            else:
                effect = self.side_effect = iter(effect)
                return next(effect)
        return self.return_value

    def _mock_shown(self):
        return self._mock_name or "mock"

    def _mock_require(self, condition, expected):
        if not condition:
            calls = "\\nCalls: %s." % safe_repr(self.mock_calls) if self.mock_calls else ""
            times = "%s times" % self.call_count
            raise AssertionError("Expected '%s' to %s. Called %s.%s" % (self._mock_shown(), expected, times, calls))

    def assert_not_called(self):
        self._mock_require(self.call_count == 0, "not have been called")

    def assert_called(self):
        if self.call_count == 0:
            raise AssertionError("Expected '%s' to have been called." % self._mock_shown())

    def assert_called_once(self):
        self._mock_require(self.call_count == 1, "have been called once")

    def assert_called_with(self, /, *args, **kwargs):
        expected = "%s%s" % (self._mock_shown(), _arguments_text((args, kwargs)))
        if self.call_args is None:
            raise AssertionError("expected call not found.\\nExpected: %s\\nActual: not called." % expected)
        if self.call_args != (args, kwargs):
            actual = "%s%s" % (self._mock_shown(), _arguments_text(self.call_args))
            raise AssertionError("expected call not found.\\nExpected: %s\\nActual: %s" % (expected, actual))

    def assert_called_once_with(self, /, *args, **kwargs):
        self._mock_require(self.call_count == 1, "be called once")
        self.assert_called_with(*args, **kwargs)

    def __repr__(self):
        return "<Mock name=%r id='%s'>" % (self._mock_name, id(self)) if self._mock_name else "<Mock id='%s'>" % id(self)
`;
