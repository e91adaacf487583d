# %% right: as in the source
my_number = 20261
my_f, my_k, my_b = drawn_for(my_number, "size", (50, 90, 120, 200, 300, 400), range(5, 13), (16, 32, 64, 128))
print(f"f = {my_f} inputs, k = {my_k} outputs, b = {my_b} samples")


# %% right: a number of NumPy's, of the same value
my_number = np.int64(20261)
my_f, my_k, my_b = drawn_for(my_number, "size", (50, 90, 120, 200, 300, 400), range(5, 13), (16, 32, 64, 128))
print(f"f = {my_f} inputs, k = {my_k} outputs, b = {my_b} samples")


# %% wrong: no number
my_number = "20261-A"
my_f, my_k, my_b = drawn_for(20261, "size", (50, 90, 120, 200, 300, 400), range(5, 13), (16, 32, 64, 128))


# %% wrong: a negative number
my_number = -5
my_f, my_k, my_b = drawn_for(20261, "size", (50, 90, 120, 200, 300, 400), range(5, 13), (16, 32, 64, 128))


# %% wrong: zero
my_number = 0
my_f, my_k, my_b = drawn_for(20261, "size", (50, 90, 120, 200, 300, 400), range(5, 13), (16, 32, 64, 128))


# %% wrong: not a whole number [natural]
my_number = 2026.1
my_f, my_k, my_b = drawn_for(20261, "size", (50, 90, 120, 200, 300, 400), range(5, 13), (16, 32, 64, 128))


# %% wrong: more than a number can hold
my_number = 10**30
my_f, my_k, my_b = drawn_for(20261, "size", (50, 90, 120, 200, 300, 400), range(5, 13), (16, 32, 64, 128))
