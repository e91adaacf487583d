# %% right: as in the source
all_zero = "b"


# %% right: a capital
all_zero = "B"


# %% wrong: all four [natural]
all_zero = "a"


# %% wrong: W2 too [natural]
all_zero = "c"


# %% wrong: nothing [natural]
all_zero = "d"


# %% wrong: a number
all_zero = 2
