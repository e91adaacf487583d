# no scaled epoch at all
raw_epochs = 1
scaled_rate = 0.05
scaled_epochs = 0
