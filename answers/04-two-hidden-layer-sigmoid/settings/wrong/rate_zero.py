# no step at all
raw_epochs = 1
scaled_rate = 0.0
scaled_epochs = 1
