# a list of learning rates
raw_epochs = 1
scaled_rate = [0.1, 0.05]
scaled_epochs = 1
