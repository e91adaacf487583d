# %% right: as in the source
first_step = my_eta * (1 - my_beta1) / np.sqrt(1 - my_beta2)


# %% right: the running means, one after the other
m, s = (1 - my_beta1) * my_g, (1 - my_beta2) * my_g**2
first_step = my_eta * m / s**0.5


# %% wrong: with the division it is eta [natural]
first_step = my_eta


# %% wrong: s is taken as right [natural]
first_step = my_eta * (1 - my_beta1)


# %% wrong: the root is missing [natural]
first_step = my_eta * (1 - my_beta1) / (1 - my_beta2)


# %% wrong: the gradient does not cancel [natural]
first_step = my_eta * my_g * (1 - my_beta1) / np.sqrt(1 - my_beta2)


# %% wrong: the plain step [natural]
first_step = my_eta * my_g


# %% wrong: beta in place of 1 - beta [natural]
first_step = my_eta * my_beta1 / np.sqrt(my_beta2)


# %% wrong: m is taken as right [natural]
first_step = my_eta / np.sqrt(1 - my_beta2)


# %% wrong: downhill is negative
first_step = -my_eta * (1 - my_beta1) / np.sqrt(1 - my_beta2)
