# little dropout, more regularisation
learning_rate = np.float64(0.1)
batch_size = 50 if is_mnist else 20
nepochs = 2 if is_mnist else 8
probability_dropout = 0.2
reg_strength = 5e-4
