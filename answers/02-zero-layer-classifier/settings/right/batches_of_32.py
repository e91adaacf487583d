# larger batches and a larger learning rate; the same epochs for both data sets
learning_rate = 0.3
batch_size = 32
nepochs = 20
