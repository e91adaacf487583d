# a learning rate ten times too large: the loss jumps
learning_rate = 3.0
batch_size = 4
nepochs = 3 if is_mnist else 10
