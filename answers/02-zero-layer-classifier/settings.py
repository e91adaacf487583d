# %% right: as in the source
learning_rate = 0.1
batch_size = 16
nepochs = 3 if is_mnist else 20


# %% right: takes about 10,000 steps, whatever the number of samples
learning_rate = 1e-1
batch_size = 2**4
steps_per_epoch = -(-len(y_train) // batch_size)
nepochs = max(2, 10_000 // steps_per_epoch)


# %% right: larger batches and a larger learning rate
learning_rate = 0.2
batch_size = 32
nepochs = 8 if is_mnist else 40


# %% right: small steps, more of them
learning_rate = 0.03
batch_size = 10
nepochs = 3 if is_mnist else 40


# %% right: batches of 128
learning_rate, batch_size = 0.5, 128
nepochs = 60
if is_mnist:
    nepochs = 6


# %% right: numbers of NumPy's types
learning_rate = np.float64(0.4)
batch_size = np.int64(50)
nepochs = np.int32(4 if is_mnist else 15)


# %% right: batches of one
learning_rate = 0.01
batch_size = 1
nepochs = 1 if is_mnist else 15


# %% wrong: a learning rate meant for pixels up to 255
learning_rate = 0.0001 / 255
batch_size = 16
nepochs = 2


# %% wrong: a batch size of 0
learning_rate = 0.1
batch_size = 0
nepochs = 3


# %% wrong: a learning rate that is far too large
learning_rate = 50
batch_size = 16
nepochs = 3 if is_mnist else 20


# %% wrong: a number of epochs that is no whole number
learning_rate = 0.1
batch_size = 16
nepochs = 1.5


# %% wrong: a batch size that is no whole number
learning_rate = 0.1
batch_size = 16.5
nepochs = 3


# %% wrong: a learning rate that is far too small
learning_rate = 0.00001
batch_size = 16
nepochs = 10


# %% wrong: a negative learning rate climbs
learning_rate = -0.1
batch_size = 16
nepochs = 1


# %% wrong: no epoch at all
learning_rate = 0.1
batch_size = 16
nepochs = 0


# %% wrong: one epoch with batches of 1000
learning_rate = 0.05
batch_size = 1000
nepochs = 1


# %% wrong: one batch of all samples and a few epochs only
learning_rate = 0.1
batch_size = len(y_train)
nepochs = 5


# %% wrong: a learning rate ten times too large: the loss jumps
learning_rate = 3.0
batch_size = 4
nepochs = 3 if is_mnist else 10


# %% wrong: numbers in quotation marks
learning_rate = '0.1'
batch_size = '16'
nepochs = '3'


# %% wrong: a learning rate of 0
learning_rate = 0.0
batch_size = 16
nepochs = 3
