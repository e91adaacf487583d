# takes about 10,000 steps, whatever the number of samples
learning_rate = 1e-1
batch_size = 2**4
steps_per_epoch = -(-len(y_train) // batch_size)
nepochs = max(2, 10_000 // steps_per_epoch)
