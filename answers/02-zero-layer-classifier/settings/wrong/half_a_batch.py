# a batch size that is no whole number
learning_rate = 0.1
batch_size = 16.5
nepochs = 3
