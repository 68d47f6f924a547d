"""A SystemExit of a class whose code is a property that fails."""


class Stop(SystemExit):
    @property
    def code(self):
        raise AttributeError('no code')


raise Stop('args')
