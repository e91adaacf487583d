# %% right: as in the source
my_number = 20261
my_beta1, my_beta2, my_eta, my_g = drawn_for(my_number, "first step", (0.8, 0.9, 0.95), (0.995, 0.998, 0.999), (0.001, 0.002, 0.005, 0.01), (3, 5, 8, 20))
print(f"beta1 = {my_beta1}, beta2 = {my_beta2}, eta = {my_eta}, g = {my_g}")


# %% right: a number of NumPy's, of the same value
my_number = np.int64(20261)
my_beta1, my_beta2, my_eta, my_g = drawn_for(my_number, "first step", (0.8, 0.9, 0.95), (0.995, 0.998, 0.999), (0.001, 0.002, 0.005, 0.01), (3, 5, 8, 20))


# %% right: another number
my_number = 4711
my_beta1, my_beta2, my_eta, my_g = drawn_for(my_number, "first step", (0.8, 0.9, 0.95), (0.995, 0.998, 0.999), (0.001, 0.002, 0.005, 0.01), (3, 5, 8, 20))


# %% wrong: no number
my_number = "20261-A"
my_beta1, my_beta2, my_eta, my_g = drawn_for(20261, "first step", (0.8, 0.9, 0.95), (0.995, 0.998, 0.999), (0.001, 0.002, 0.005, 0.01), (3, 5, 8, 20))


# %% wrong: a negative number
my_number = -5
my_beta1, my_beta2, my_eta, my_g = drawn_for(20261, "first step", (0.8, 0.9, 0.95), (0.995, 0.998, 0.999), (0.001, 0.002, 0.005, 0.01), (3, 5, 8, 20))


# %% wrong: zero
my_number = 0
my_beta1, my_beta2, my_eta, my_g = drawn_for(20261, "first step", (0.8, 0.9, 0.95), (0.995, 0.998, 0.999), (0.001, 0.002, 0.005, 0.01), (3, 5, 8, 20))


# %% wrong: not a whole number [natural]
my_number = 2026.1
my_beta1, my_beta2, my_eta, my_g = drawn_for(20261, "first step", (0.8, 0.9, 0.95), (0.995, 0.998, 0.999), (0.001, 0.002, 0.005, 0.01), (3, 5, 8, 20))


# %% wrong: more than a number can hold
my_number = 10**30
my_beta1, my_beta2, my_eta, my_g = drawn_for(20261, "first step", (0.8, 0.9, 0.95), (0.995, 0.998, 0.999), (0.001, 0.002, 0.005, 0.01), (3, 5, 8, 20))
