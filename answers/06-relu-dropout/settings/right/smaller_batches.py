# smaller batches, less dropout
learning_rate = 0.05
batch_size = 20 if is_mnist else 10
nepochs = 1 if is_mnist else 6
probability_dropout = 0.3
reg_strength = 0
