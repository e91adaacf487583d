# %% right: as in the source
num_parameters = (my_f + 1) * my_h1 + (my_h1 + 1) * my_h2 + (my_h2 + 1) * my_k


# %% right: layer by layer
num_parameters = sum(n * m + m for n, m in [(my_f, my_h1), (my_h1, my_h2), (my_h2, my_k)])


# %% wrong: no biases [natural]
num_parameters = my_f * my_h1 + my_h1 * my_h2 + my_h2 * my_k


# %% wrong: a bias for each input [natural]
num_parameters = my_f * my_h1 + my_f + my_h1 * my_h2 + my_h1 + my_h2 * my_k + my_h2


# %% wrong: without the last layer [natural]
num_parameters = my_f * my_h1 + my_h1 + my_h1 * my_h2 + my_h2


# %% wrong: no biases in the last layer [natural]
num_parameters = my_f * my_h1 + my_h1 + my_h1 * my_h2 + my_h2 + my_h2 * my_k


# %% wrong: the units [natural]
num_parameters = my_f + my_h1 + my_h2 + my_k


# %% wrong: all multiplied [natural]
num_parameters = my_f * my_h1 * my_h2 * my_k


# %% wrong: the lecture's network
num_parameters = 242762
