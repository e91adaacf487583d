# %% right: as in the source
my_number = 20261
my_f, my_h1, my_h2, my_k = drawn_for(my_number, "parameters", (100, 150, 200, 300), (40, 50, 60, 80), (15, 20, 25, 30), range(3, 13))
print(f"make_model({my_f}, ({my_h1}, {my_h2}), {my_k})")


# %% right: a number of NumPy's, of the same value
my_number = np.int64(20261)
my_f, my_h1, my_h2, my_k = drawn_for(my_number, "parameters", (100, 150, 200, 300), (40, 50, 60, 80), (15, 20, 25, 30), range(3, 13))
print(f"make_model({my_f}, ({my_h1}, {my_h2}), {my_k})")


# %% wrong: no number
my_number = "20261-A"
my_f, my_h1, my_h2, my_k = drawn_for(20261, "parameters", (100, 150, 200, 300), (40, 50, 60, 80), (15, 20, 25, 30), range(3, 13))


# %% wrong: a negative number
my_number = -5
my_f, my_h1, my_h2, my_k = drawn_for(20261, "parameters", (100, 150, 200, 300), (40, 50, 60, 80), (15, 20, 25, 30), range(3, 13))


# %% wrong: zero
my_number = 0
my_f, my_h1, my_h2, my_k = drawn_for(20261, "parameters", (100, 150, 200, 300), (40, 50, 60, 80), (15, 20, 25, 30), range(3, 13))


# %% wrong: not a whole number [natural]
my_number = 2026.1
my_f, my_h1, my_h2, my_k = drawn_for(20261, "parameters", (100, 150, 200, 300), (40, 50, 60, 80), (15, 20, 25, 30), range(3, 13))


# %% wrong: more than a number can hold
my_number = 10**30
my_f, my_h1, my_h2, my_k = drawn_for(20261, "parameters", (100, 150, 200, 300), (40, 50, 60, 80), (15, 20, 25, 30), range(3, 13))
