# drops almost all, so that nothing is learned
learning_rate = 0.1
batch_size = 200
nepochs = 1
probability_dropout = 0.995
reg_strength = 0
