# no epoch at all
learning_rate = 0.1
batch_size = 16
nepochs = 0
