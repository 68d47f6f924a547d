"""An error at module level in a chain of calls, with a decorator and a class."""
from functools import wraps


def traced(function):
    @wraps(function)
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)
    return wrapper


class Account:
    def __init__(self, balance):
        self.balance = balance

    @traced
    def withdraw(self, amount):
        if amount > self.balance:
            raise ValueError(f'insufficient funds: {self.balance} < {amount}')
        self.balance -= amount


account = Account(100)
account.withdraw(30)
print(account.balance)
account.withdraw(
    200
)
