# a learning rate that is far too small
raw_epochs = 1
scaled_rate = 1e-05
scaled_epochs = 1
