# larger batches with a larger learning rate
learning_rate = 0.2
batch_size = 100 if is_mnist else 30
nepochs = 2 if is_mnist else 10
probability_dropout = 0.5
reg_strength = 1e-5
