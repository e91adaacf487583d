# the whole set as one batch
learning_rate = 0.1
batch_size = len(y_train)
nepochs = 1
probability_dropout = 0.5
reg_strength = 0
