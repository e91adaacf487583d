# batches of 128
learning_rate, batch_size = 0.5, 128
nepochs = 60
if is_mnist:
    nepochs = 6
