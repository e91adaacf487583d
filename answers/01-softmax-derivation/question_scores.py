# %% right: as in the source
ten_times = "b"


# %% right: a capital, with a blank
ten_times = " B"


# %% wrong: only differences count [natural]
ten_times = "a"


# %% wrong: the factor goes through [natural]
ten_times = "c"


# %% wrong: surer is better [natural]
ten_times = "d"


# %% wrong: two of them
ten_times = "b, d"


# %% wrong: the number of the choice
ten_times = 2
