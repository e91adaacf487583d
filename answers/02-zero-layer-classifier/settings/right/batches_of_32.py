# larger batches and a larger learning rate; the same number of epochs for both data sets
learning_rate = 0.2
batch_size = 32
nepochs = 8
