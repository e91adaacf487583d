# %% right: as in the source
largest_product = 0.25**my_layers


# %% right: slopes at 0, multiplied
largest_product = np.prod(np.full(my_layers, 0.5 * (1 - 0.5)))


# %% right: to three digits
largest_product = float(f"{4.0**-my_layers:.3g}")


# %% wrong: the value in place of the slope [natural]
largest_product = 0.5**my_layers


# %% wrong: at most 1 [natural]
largest_product = 1


# %% wrong: one layer [natural]
largest_product = 1 / 4


# %% wrong: a sum [natural]
largest_product = my_layers / 4


# %% wrong: a fraction of it [natural]
largest_product = 0.25 / my_layers


# %% wrong: the other way up [natural]
largest_product = 4**my_layers


# %% wrong: nothing is left [natural]
largest_product = 0


# %% wrong: one layer too many
largest_product = 0.25 ** (my_layers + 1)
