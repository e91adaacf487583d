# a learning rate of zero
learning_rate = 0.0
batch_size = 500
nepochs = 1
probability_dropout = 0.5
reg_strength = 0
