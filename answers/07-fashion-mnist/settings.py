# %% right: as in the source
learning_rate = 0.05 if is_fashion else 0.1
batch_size = 128 if is_fashion else 16
nepochs = 8 if is_fashion else 20


# %% right: larger batches, larger steps
learning_rate = 0.2
batch_size = 128 if is_fashion else 20
nepochs = 12 if is_fashion else 30


# %% right: numbers of NumPy's types
learning_rate = np.float32(0.1)
batch_size = np.int64(50 if is_fashion else 16)
nepochs = np.int32(6 if is_fashion else 25)


# %% right: a small rate and many steps
learning_rate = 0.03 if is_fashion else 0.05
batch_size = 64 if is_fashion else 8
nepochs = 10 if is_fashion else 30


# %% right: chosen by a loop over three rates
tried = (0.02, 0.05, 0.1)
reached = try_rates(tried, lambda: make_model(784, (256, 128, 64), 10), (X_fit[:2000], y_fit[:2000]),
                    (X_valid, y_valid), 16, 3)
learning_rate = tried[int(np.argmax(reached))]
batch_size = 128 if is_fashion else 16
nepochs = 8 if is_fashion else 30


# %% wrong: one epoch is enough, as in the search [natural]
learning_rate = 0.001
batch_size = 64
nepochs = 1


# %% wrong: a learning rate that is far too small [natural]
learning_rate = 1e-4
batch_size = 64 if is_fashion else 16
nepochs = 5


# %% wrong: a learning rate that is far too large [natural]
learning_rate = 30.0
batch_size = 64 if is_fashion else 16
nepochs = 2


# %% wrong: batches of a thousand and a few epochs [natural]
learning_rate = 0.02
batch_size = 1000
nepochs = 3


# %% wrong: more steps than a minute allows
learning_rate = 0.1
batch_size = 4 if is_fashion else 2
nepochs = 1 if is_fashion else 12


# %% wrong: a negative learning rate climbs
learning_rate = -0.1
batch_size = 64 if is_fashion else 16
nepochs = 2


# %% wrong: no epoch at all
learning_rate = 0.1
batch_size = 64
nepochs = 0


# %% wrong: a batch size that is no whole number
learning_rate = 0.1
batch_size = 64.5
nepochs = 2


# %% wrong: a learning rate of 0
learning_rate = 0.0
batch_size = 64 if is_fashion else 16
nepochs = 2


# %% wrong: texts, not numbers
learning_rate = "0.1"
batch_size = "64"
nepochs = "5"
