# %% right: as in the source
other_bias = "c"


# %% right: a capital
other_bias = "C "


# %% wrong: shapes must agree [natural]
other_bias = "a"


# %% wrong: only transposed [natural]
other_bias = "b"


# %% wrong: an outer sum [natural]
other_bias = "d"


# %% wrong: a shape
other_bias = (1, 128)
