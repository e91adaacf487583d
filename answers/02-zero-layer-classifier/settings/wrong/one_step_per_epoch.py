# one batch of all samples and a few epochs only
learning_rate = 0.1
batch_size = len(y_train)
nepochs = 5
