# batches of one
learning_rate = 0.01
batch_size = 1
nepochs = 2 if is_mnist else 15
