# a learning rate of 0
learning_rate = 0.0
batch_size = 16
nepochs = 3
