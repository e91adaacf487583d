# a learning rate of 5
raw_epochs = 1
scaled_rate = 5.0
scaled_epochs = 1
