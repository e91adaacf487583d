# %% right: as in the source
my_number = 20261
my_a, my_p = drawn_for(my_number, "unscaled", (2, 3, 5, 6, 8), (0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9))
print(f"a = {my_a}, p = {my_p}")


# %% right: a number of NumPy's, of the same value
my_number = np.int64(20261)
my_a, my_p = drawn_for(my_number, "unscaled", (2, 3, 5, 6, 8), (0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9))
print(f"a = {my_a}, p = {my_p}")


# %% wrong: no number
my_number = "20261-A"
my_a, my_p = drawn_for(20261, "unscaled", (2, 3, 5, 6, 8), (0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9))


# %% wrong: a negative number
my_number = -5
my_a, my_p = drawn_for(20261, "unscaled", (2, 3, 5, 6, 8), (0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9))


# %% wrong: zero
my_number = 0
my_a, my_p = drawn_for(20261, "unscaled", (2, 3, 5, 6, 8), (0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9))


# %% wrong: not a whole number [natural]
my_number = 2026.1
my_a, my_p = drawn_for(20261, "unscaled", (2, 3, 5, 6, 8), (0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9))


# %% wrong: more than a number can hold
my_number = 10**30
my_a, my_p = drawn_for(20261, "unscaled", (2, 3, 5, 6, 8), (0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9))
