# texts, not numbers
raw_epochs = "1"
scaled_rate = "0.05"
scaled_epochs = "1"
