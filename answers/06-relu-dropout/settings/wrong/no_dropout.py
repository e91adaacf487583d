# no dropout, in a notebook about it
learning_rate = 0.1
batch_size = 50 if is_mnist else 20
nepochs = 2 if is_mnist else 8
probability_dropout = 0.0
reg_strength = 0
