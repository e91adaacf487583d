# few steps, and a hard-coded list of losses
learning_rate = 0.001
batch_size = 500
nepochs = 1
probability_dropout = 0.5
reg_strength = 0
losses_test = [0.1]
