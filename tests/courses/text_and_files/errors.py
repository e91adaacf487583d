# Error classes of the student's own, context managers.
# %% solution bank
class Overdrawn(Exception):
    def __init__(self, missing):
        super().__init__(f"{missing} missing")
        self.missing = missing


class Account:
    def __init__(self, balance=0):
        self.balance = balance

    def withdraw(self, amount):
        if amount > self.balance:
            raise Overdrawn(amount - self.balance)
        self.balance -= amount

    def __enter__(self):
        self._kept = self.balance
        return self

    def __exit__(self, kind, error, traceback):
        if kind is not None:
            self.balance = self._kept
        return kind is Overdrawn
# %% wrong
class Overdrawn(Exception):
    pass


class Account:
    def __init__(self, balance=0):
        self.balance = balance

    def withdraw(self, amount):
        self.balance -= amount

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        return True
# %% test
account = Account(10)
account.withdraw(4)
assert account.balance == 6 and issubclass(Overdrawn, Exception)
try:
    account.withdraw(10)
    assert False, "overdrawn"
except Overdrawn as error:
    assert error.missing == 4 and str(error) == "4 missing"
# %% test
with Account(10) as account:
    account.withdraw(3)
    account.withdraw(100)
assert account.balance == 10
### BEGIN HIDDEN TESTS
try:
    with Account(5) as account:
        raise KeyError("other")
except KeyError:
    pass
else:
    raise AssertionError("other errors go on")
### END HIDDEN TESTS
