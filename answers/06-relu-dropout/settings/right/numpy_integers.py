# numbers of numpy, and names of its own
learning_rate = 0.1
batch_size = np.int64(40 if is_mnist else 16)
nepochs = 2 if is_mnist else 8
probability_dropout = 1 / 3
reg_strength = 0
