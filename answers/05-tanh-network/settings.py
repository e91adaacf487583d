# %% right: as in the source
eta = 0.1
epochs = 10 if is_mnist else 30  # the offline digits have few batches per epoch


# %% right: a little larger
eta = 0.2
epochs = 10 if is_mnist else 30


# %% right: found by a loop over a finer grid
def loss_with(rate):
    return training_steps(x_train[:4000], y_train[:4000], x_val, y_val, nx, nh, ny, 3, batch_size, rate)[1][-1]


eta = min((0.06, 0.1, 0.16), key=loss_with)
epochs = 10 if is_mnist else 30


# %% wrong: a hundred times too small [natural]
eta = 0.001
epochs = 10 if is_mnist else 30


# %% wrong: so large that the steps leave the valley [natural]
eta = 10
epochs = 10 if is_mnist else 30


# %% wrong: uphill
eta = -0.1
epochs = 10 if is_mnist else 30


# %% wrong: no step at all
eta = 0
epochs = 10 if is_mnist else 30


# %% wrong: an exponent too far
eta = 1e-5
epochs = 10 if is_mnist else 30


# %% wrong: small steps, and hardly any of them
eta = 0.01
epochs = 1
