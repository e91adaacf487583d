# Variables and their types: `type(x) is`, `isinstance`, names that must be there.
# %% text
# Store your age in `age`, your height in metres in `height`, and a greeting in `greeting`.
# %% solution variables
age = 36
height = 1.75
greeting = f"I am {age} years old."
# %% wrong
age = "36"
height = 2
greeting = "I am years old."
# %% test 2
assert "age" in globals() and "height" in dir(), "Did you run the cell?"
assert type(age) is int, "age should be a whole number"
assert isinstance(height, float) and not isinstance(height, bool)
# %% test
assert isinstance(greeting, str)
assert greeting == f"I am {age} years old." and str(age) in greeting
# %% solution flags
is_adult = age >= 18
nothing = None
# %% wrong
is_adult = 1
nothing = 0
# %% test
assert is_adult is True
assert nothing is None
