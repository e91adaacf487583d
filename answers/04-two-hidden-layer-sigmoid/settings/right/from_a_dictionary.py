# computed numbers
raw_epochs = len([784])
scaled_rate = 6 * 10**-2
scaled_epochs = 60_000 // len(x_train) if is_mnist else 12
