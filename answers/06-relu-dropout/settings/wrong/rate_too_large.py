# a learning rate that is far too large
learning_rate = 50.0
batch_size = 100
nepochs = 1
probability_dropout = 0.5
reg_strength = 0
