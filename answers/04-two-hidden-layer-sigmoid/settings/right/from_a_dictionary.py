# computed numbers
raw_epochs = len([784])
scaled_rate = 4 * 10**-2
scaled_epochs = int(60_000 / len(x_train)) if is_mnist else 25
