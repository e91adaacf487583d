# a learning rate meant for pixels up to 255
learning_rate = 0.0001 / 255
batch_size = 16
nepochs = 2
