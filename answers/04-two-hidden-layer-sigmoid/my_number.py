# %% right: as in the source
my_number = 20261
(my_layers,) = drawn_for(my_number, "sigmoids", range(5, 13))
print(f"{my_layers} layers of sigmoid units")


# %% right: a number of NumPy's, of the same value
my_number = np.int64(20261)
(my_layers,) = drawn_for(my_number, "sigmoids", range(5, 13))
print(f"{my_layers} layers of sigmoid units")


# %% wrong: no number
my_number = "20261-A"
(my_layers,) = drawn_for(20261, "sigmoids", range(5, 13))


# %% wrong: a negative number
my_number = -5
(my_layers,) = drawn_for(20261, "sigmoids", range(5, 13))


# %% wrong: zero
my_number = 0
(my_layers,) = drawn_for(20261, "sigmoids", range(5, 13))


# %% wrong: not a whole number [natural]
my_number = 2026.1
(my_layers,) = drawn_for(20261, "sigmoids", range(5, 13))


# %% wrong: more than a number can hold
my_number = 10**30
(my_layers,) = drawn_for(20261, "sigmoids", range(5, 13))
