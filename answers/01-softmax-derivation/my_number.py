# %% right: as in the source
my_number = 20261
(my_classes,) = drawn_for(my_number, "first loss", range(5, 41))
print(f"{my_classes} classes")


# %% right: a number of NumPy's, of the same value
my_number = np.int64(20261)
(my_classes,) = drawn_for(my_number, "first loss", range(5, 41))
print(f"{my_classes} classes")


# %% wrong: no number
my_number = "20261-A"
(my_classes,) = drawn_for(20261, "first loss", range(5, 41))


# %% wrong: a negative number
my_number = -5
(my_classes,) = drawn_for(20261, "first loss", range(5, 41))


# %% wrong: zero
my_number = 0
(my_classes,) = drawn_for(20261, "first loss", range(5, 41))


# %% wrong: not a whole number [natural]
my_number = 2026.1
(my_classes,) = drawn_for(20261, "first loss", range(5, 41))


# %% wrong: more than a number can hold
my_number = 10**30
(my_classes,) = drawn_for(20261, "first loss", range(5, 41))
