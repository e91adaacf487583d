# half an epoch
raw_epochs = 1
scaled_rate = 0.05
scaled_epochs = 0.5
