# a learning rate that is far too small
learning_rate = 1e-5
batch_size = 100
nepochs = 1
probability_dropout = 0.5
reg_strength = 0
