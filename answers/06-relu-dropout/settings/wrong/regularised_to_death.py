# a regularisation that leaves nothing
learning_rate = 0.1
batch_size = 200
nepochs = 1
probability_dropout = 0.5
reg_strength = 1.0
