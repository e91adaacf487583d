# %% right: as in the source
raw_epochs = 1
scaled_rate = 0.05 if is_mnist else 0.1
scaled_epochs = 1 if is_mnist else 6


# %% right: a small learning rate
raw_epochs = 1
scaled_rate = 0.03 if is_mnist else 0.08
scaled_epochs = 1 if is_mnist else 8


# %% right: computed numbers
raw_epochs = len([784])
scaled_rate = 6 * 10**-2
scaled_epochs = 60_000 // len(x_train) if is_mnist else 12


# %% right: numpy numbers
raw_epochs = np.int64(1)
scaled_rate = np.float64(0.04 if is_mnist else 0.15)
scaled_epochs = np.int32(1 if is_mnist else 10)


# %% right: the rate of the text
raw_epochs = 1
scaled_rate = 0.1 if not is_mnist else 0.05
scaled_epochs = 1 if is_mnist else 10


# %% wrong: the learning rate of the raw pixels, one epoch
raw_epochs = 1
scaled_rate = 0.003
scaled_epochs = 1


# %% wrong: half an epoch
raw_epochs = 1
scaled_rate = 0.05
scaled_epochs = 0.5


# %% wrong: a learning rate that is far too small [natural]
raw_epochs = 1
scaled_rate = 1e-05
scaled_epochs = 1


# %% wrong: an infinite learning rate
raw_epochs = 1
scaled_rate = float("inf")
scaled_epochs = 1


# %% wrong: a negative number of epochs
raw_epochs = 1
scaled_rate = 0.05
scaled_epochs = -1


# %% wrong: a negative learning rate
raw_epochs = 1
scaled_rate = -0.05
scaled_epochs = 1


# %% wrong: no raw epoch at all
raw_epochs = 0
scaled_rate = 0.1
scaled_epochs = 1 if is_mnist else 10


# %% wrong: no scaled epoch at all
raw_epochs = 1
scaled_rate = 0.05
scaled_epochs = 0


# %% wrong: nothing chosen
raw_epochs = None
scaled_rate = None
scaled_epochs = None


# %% wrong: a list of learning rates
raw_epochs = 1
scaled_rate = [0.1, 0.05]
scaled_epochs = 1


# %% wrong: no step at all
raw_epochs = 1
scaled_rate = 0.0
scaled_epochs = 1


# %% wrong: a learning rate of 5
raw_epochs = 1
scaled_rate = 5.0
scaled_epochs = 1


# %% wrong: texts, not numbers
raw_epochs = "1"
scaled_rate = "0.05"
scaled_epochs = "1"
