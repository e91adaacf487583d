# one epoch with batches of 1000
learning_rate = 0.05
batch_size = 1000
nepochs = 1
