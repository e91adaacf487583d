# small steps, more of them
learning_rate = 0.03
batch_size = 10
nepochs = 3 if is_mnist else 40
