# %% right: as in the source
first_moved = "c"


# %% right: a capital
first_moved = "C"


# %% wrong: a zero kills everything [natural]
first_moved = "a"


# %% wrong: a matrix in its own gradient [natural]
first_moved = "b"


# %% wrong: nothing special [natural]
first_moved = "d"


# %% wrong: the name of a matrix
first_moved = "W1"
