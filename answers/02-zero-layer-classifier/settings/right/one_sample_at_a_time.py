# batches of one
learning_rate = 0.01
batch_size = 1
nepochs = 1 if is_mnist else 15
