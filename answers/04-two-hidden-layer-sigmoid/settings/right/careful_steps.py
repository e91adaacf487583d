# a small learning rate
raw_epochs = 1
scaled_rate = 0.03 if is_mnist else 0.08
scaled_epochs = 1 if is_mnist else 8
