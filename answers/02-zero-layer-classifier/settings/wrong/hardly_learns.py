# a learning rate that is far too small
learning_rate = 0.00001
batch_size = 16
nepochs = 10
