# takes about 20,000 steps, whatever the number of samples
learning_rate = 1e-1
batch_size = 2**4
steps_per_epoch = -(-len(y_train) // batch_size)
nepochs = max(2, 20_000 // steps_per_epoch)
