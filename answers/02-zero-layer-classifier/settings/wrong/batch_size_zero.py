# a batch size of 0
learning_rate = 0.1
batch_size = 0
nepochs = 3
