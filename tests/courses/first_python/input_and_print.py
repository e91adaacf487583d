# A function that asks: the test gives `input` and looks at `print`.
# %% solution ask_age
def ask_age():
    age = int(input("How old are you? "))
    print("Next year you will be", age + 1)
    return age
# %% wrong
def ask_age():
    age = input("How old are you? ")
    print("Next year you will be", age)
    return age
# %% test 2
from unittest import mock

with mock.patch("builtins.input", return_value="41") as asked:
    assert ask_age() == 41
asked.assert_called_once()
# %% test
with mock.patch("builtins.input", return_value="7"), mock.patch("builtins.print") as said:
    ask_age()
said.assert_called_with("Next year you will be", 8)
