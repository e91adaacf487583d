# %% right: as in the source
pieces = my_units + 1


# %% right: counted along the line
pieces = len(np.split(np.arange(my_units * 2), my_units)) + 1


# %% wrong: the kinks [natural]
pieces = my_units


# %% wrong: two for each hinge [natural]
pieces = 2 * my_units


# %% wrong: all patterns of on and off [natural]
pieces = 2**my_units


# %% wrong: the parameters [natural]
pieces = 3 * my_units + 1


# %% wrong: only between kinks [natural]
pieces = my_units - 1


# %% wrong: those of the network above
pieces = 5
