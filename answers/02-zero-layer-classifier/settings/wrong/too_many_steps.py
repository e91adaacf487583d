# batches of one and epoch upon epoch: far more steps than a minute allows
learning_rate = 0.01
batch_size = 1
nepochs = 400_000 // len(y_train) + 2
