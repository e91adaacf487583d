# %% right: as in the source
on_average = (1 - my_p) * my_a


# %% right: a mean over both cases
on_average = np.float32(my_p * 0 + (1 - my_p) * my_a)


# %% wrong: nothing changes on average [natural]
on_average = my_a


# %% wrong: p is what stays [natural]
on_average = my_p * my_a


# %% wrong: a unit that is kept, and scaled [natural]
on_average = my_a / (1 - my_p)


# %% wrong: divided by p [natural]
on_average = my_a / my_p


# %% wrong: nothing leaves [natural]
on_average = 0


# %% wrong: half of it
on_average = my_a / 2
