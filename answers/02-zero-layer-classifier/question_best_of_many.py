# %% right: as in the source
best_of_thirty = "c"


# %% right: a capital
best_of_thirty = "C"


# %% wrong: untouched images are easier [natural]
best_of_thirty = "a"


# %% wrong: no luck in the choice [natural]
best_of_thirty = "b"


# %% wrong: validation images as training images [natural]
best_of_thirty = "d"


# %% wrong: a number
best_of_thirty = 0.929
