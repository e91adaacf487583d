# a number of epochs that is no whole number
learning_rate = 0.1
batch_size = 16
nepochs = 1.5
