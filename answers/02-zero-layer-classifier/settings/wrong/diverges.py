# a learning rate that is far too large
learning_rate = 50
batch_size = 16
nepochs = 3 if is_mnist else 20
