# %% right: as in the source
learning_rate = 0.1
batch_size = 50 if is_mnist else 20
nepochs = 2 if is_mnist else 8
probability_dropout = 0.5
reg_strength = 1e-4


# %% right: larger batches with a larger learning rate
learning_rate = 0.2
batch_size = 100 if is_mnist else 30
nepochs = 2 if is_mnist else 10
probability_dropout = 0.5
reg_strength = 1e-5


# %% right: little dropout, more regularisation
learning_rate = np.float64(0.1)
batch_size = 50 if is_mnist else 20
nepochs = 2 if is_mnist else 8
probability_dropout = 0.2
reg_strength = 5e-4


# %% right: more epochs than needed
learning_rate = 0.08
batch_size = 50 if is_mnist else 20
nepochs = 3 if is_mnist else 15
probability_dropout = 0.5
reg_strength = 0


# %% right: numbers of numpy, and names of its own
learning_rate = 0.1
batch_size = np.int64(40 if is_mnist else 16)
nepochs = 2 if is_mnist else 8
probability_dropout = 1 / 3
reg_strength = 0


# %% right: smaller batches, less dropout
learning_rate = 0.05
batch_size = 20 if is_mnist else 10
nepochs = 1 if is_mnist else 6
probability_dropout = 0.3
reg_strength = 0


# %% wrong: drops almost all, so that nothing is learned
learning_rate = 0.1
batch_size = 200
nepochs = 1
probability_dropout = 0.995
reg_strength = 0


# %% wrong: half a sample more per batch
learning_rate = 0.1
batch_size = 20.5
nepochs = 1
probability_dropout = 0.5
reg_strength = 0


# %% wrong: few steps, and a hard-coded list of losses
learning_rate = 0.001
batch_size = 500
nepochs = 1
probability_dropout = 0.5
reg_strength = 0
losses_test = [0.1]


# %% wrong: a penalty that rewards large weights
# edit of: as in the source
-reg_strength = 1e-4
+reg_strength = -1e-5


# %% wrong: no dropout, in a notebook about it
learning_rate = 0.1
batch_size = 50 if is_mnist else 20
nepochs = 2 if is_mnist else 8
probability_dropout = 0.0
reg_strength = 0


# %% wrong: no epoch at all
learning_rate = 0.1
batch_size = 50
nepochs = 0
probability_dropout = 0.5
reg_strength = 0


# %% wrong: the whole set as one batch
learning_rate = 0.1
batch_size = len(y_train)
nepochs = 1
probability_dropout = 0.5
reg_strength = 0


# %% wrong: a learning rate that is far too large [natural]
learning_rate = 50.0
batch_size = 100
nepochs = 1
probability_dropout = 0.5
reg_strength = 0


# %% wrong: a learning rate that is far too small [natural]
learning_rate = 1e-5
batch_size = 100
nepochs = 1
probability_dropout = 0.5
reg_strength = 0


# %% wrong: a learning rate of zero
learning_rate = 0.0
batch_size = 500
nepochs = 1
probability_dropout = 0.5
reg_strength = 0


# %% wrong: a regularisation that leaves nothing
learning_rate = 0.1
batch_size = 200
nepochs = 1
probability_dropout = 0.5
reg_strength = 1.0


# %% wrong: a negative learning rate [natural]
learning_rate = -0.1
batch_size = 200
nepochs = 1
probability_dropout = 0.5
reg_strength = 0
