# no raw epoch at all
raw_epochs = 0
scaled_rate = 0.1
scaled_epochs = 1 if is_mnist else 10
