# half a sample more per batch
learning_rate = 0.1
batch_size = 20.5
nepochs = 1
probability_dropout = 0.5
reg_strength = 0
