# %% right: as in the source
my_number = 20261
my_eta, my_size = drawn_for(my_number, "rate", (0.1, 0.2, 0.3, 0.5), (20, 40, 50, 64, 100, 128, 200, 250))
print(f"eta = {my_eta}, size = {my_size}")


# %% right: a number of NumPy's, of the same value
my_number = np.int64(20261)
my_eta, my_size = drawn_for(my_number, "rate", (0.1, 0.2, 0.3, 0.5), (20, 40, 50, 64, 100, 128, 200, 250))
print(f"eta = {my_eta}, size = {my_size}")


# %% wrong: no number
my_number = "20261-A"
my_eta, my_size = drawn_for(20261, "rate", (0.1, 0.2, 0.3, 0.5), (20, 40, 50, 64, 100, 128, 200, 250))


# %% wrong: a negative number
my_number = -5
my_eta, my_size = drawn_for(20261, "rate", (0.1, 0.2, 0.3, 0.5), (20, 40, 50, 64, 100, 128, 200, 250))


# %% wrong: zero
my_number = 0
my_eta, my_size = drawn_for(20261, "rate", (0.1, 0.2, 0.3, 0.5), (20, 40, 50, 64, 100, 128, 200, 250))


# %% wrong: not a whole number [natural]
my_number = 2026.1
my_eta, my_size = drawn_for(20261, "rate", (0.1, 0.2, 0.3, 0.5), (20, 40, 50, 64, 100, 128, 200, 250))


# %% wrong: more than a number can hold
my_number = 10**30
my_eta, my_size = drawn_for(20261, "rate", (0.1, 0.2, 0.3, 0.5), (20, 40, 50, 64, 100, 128, 200, 250))
