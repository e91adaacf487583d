# %% right: as in the source
number = 20261
x0, W_H, b_H, W_O, b_O = network_of(number)
print(f"x = {x0:g}   W_H = {W_H}   b_H = {b_H}   W_O = {W_O}   b_O = {b_O:g}")


# %% right: an integer of NumPy's, of the same value
number = np.int64(20261)
x0, W_H, b_H, W_O, b_O = network_of(number)


# %% wrong: no number
number = "20261-A"
x0, W_H, b_H, W_O, b_O = network_of(20261)


# %% wrong: a negative number
number = -5
x0, W_H, b_H, W_O, b_O = network_of(number)


# %% wrong: not a whole number [natural]
number = 2026.1
x0, W_H, b_H, W_O, b_O = network_of(number)


# %% wrong: an easier network of its own
number = 20261
x0, W_H, b_H, W_O, b_O = 3.0, np.ones(4), np.zeros(4), np.ones(4), 1.0


# %% right: a number read from a text
number = int("20261")
x0, W_H, b_H, W_O, b_O = network_of(number)


# %% wrong: zero
number = 0
x0, W_H, b_H, W_O, b_O = network_of(number)


# %% wrong: a network drawn for another number
number = 20261
x0, W_H, b_H, W_O, b_O = network_of(number + 1)
