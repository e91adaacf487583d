# %% right: as in the source
how_many = my_k * (my_f + 1)


# %% right: counted on an array of its shape
how_many = np.zeros((my_k, my_f + 1)).size


# %% right: weights, and biases
how_many = float(my_k * my_f + my_k)


# %% wrong: for every sample [natural]
how_many = my_b * my_k * (my_f + 1)


# %% wrong: no biases [natural]
how_many = my_k * my_f


# %% wrong: a bias at either side [natural]
how_many = (my_k + 1) * (my_f + 1)


# %% wrong: a bias at the other side [natural]
how_many = (my_k + 1) * my_f


# %% wrong: the gradient of the scores [natural]
how_many = my_k * my_b


# %% wrong: the gradient of the inputs [natural]
how_many = my_f * my_b


# %% wrong: the inputs with ones [natural]
how_many = (my_f + 1) * my_b


# %% wrong: divided by the batch [natural]
how_many = my_k * (my_f + 1) / my_b


# %% wrong: the shape
how_many = (my_k, my_f + 1)
