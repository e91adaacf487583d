# no epoch at all
learning_rate = 0.1
batch_size = 50
nepochs = 0
probability_dropout = 0.5
reg_strength = 0
