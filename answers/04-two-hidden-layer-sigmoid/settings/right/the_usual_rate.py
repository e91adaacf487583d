# the rate of the text
raw_epochs = 1
scaled_rate = 0.1 if not is_mnist else 0.05
scaled_epochs = 1 if is_mnist else 10
