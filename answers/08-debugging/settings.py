# %% right: as in the source
eta = 0.1
epochs = 2 if is_mnist else 30  # the offline digits have few batches per epoch


# %% right: a little smaller
eta = 0.07
epochs = 2 if is_mnist else 30  # the offline digits have few batches per epoch


# %% right: a little larger
eta = 0.15
epochs = 2 if is_mnist else 30  # the offline digits have few batches per epoch


# %% right: smaller, with more epochs
eta = 0.05
epochs = 3 if is_mnist else 40


# %% right: fewer epochs
eta = 0.12
epochs = 2 if is_mnist else 24


# %% wrong: too small [natural]
eta = 0.0001
epochs = 2 if is_mnist else 30  # the offline digits have few batches per epoch


# %% wrong: far too small [natural]
eta = 1e-6
epochs = 2 if is_mnist else 30  # the offline digits have few batches per epoch


# %% wrong: too large [natural]
eta = 10.0
epochs = 2 if is_mnist else 30  # the offline digits have few batches per epoch


# %% wrong: uphill [natural]
eta = -0.1
epochs = 2 if is_mnist else 30  # the offline digits have few batches per epoch


# %% wrong: no step at all
eta = 0
epochs = 2 if is_mnist else 30  # the offline digits have few batches per epoch


# %% wrong: no epoch
eta = 0.1
epochs = 0


# %% wrong: a hundredth, one epoch
eta = 0.001
epochs = 1


# %% wrong: a text [natural]
eta = "0.1"
epochs = 2 if is_mnist else 30  # the offline digits have few batches per epoch


# %% wrong: not a number
eta = float("nan")
epochs = 2 if is_mnist else 30  # the offline digits have few batches per epoch


# %% wrong: so large that nothing is left
eta = 1000.0
epochs = 2 if is_mnist else 30  # the offline digits have few batches per epoch
