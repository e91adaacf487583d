# %% right: as in the source
other_rate = my_eta / my_size


# %% right: in single precision
other_rate = np.float32(my_eta) / np.float32(my_size)


# %% right: to three digits
other_rate = float(f"{my_eta / my_size:.3g}")


# %% wrong: larger instead of smaller [natural]
other_rate = my_eta * my_size


# %% wrong: the same [natural]
other_rate = my_eta


# %% wrong: one over the size [natural]
other_rate = 1 / my_size


# %% wrong: the root of the size [natural]
other_rate = my_eta / np.sqrt(my_size)


# %% wrong: divided twice [natural]
other_rate = my_eta / my_size**2


# %% wrong: half of it
other_rate = my_eta / 2
