# nothing chosen
raw_epochs = None
scaled_rate = None
scaled_epochs = None
