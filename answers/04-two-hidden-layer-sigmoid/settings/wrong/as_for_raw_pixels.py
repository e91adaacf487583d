# the learning rate of the raw pixels, one epoch
raw_epochs = 1
scaled_rate = 0.003
scaled_epochs = 1
