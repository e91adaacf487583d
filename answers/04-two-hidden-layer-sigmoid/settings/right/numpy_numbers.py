# numpy numbers
raw_epochs = np.int64(1)
scaled_rate = np.float64(0.04)
scaled_epochs = np.int32(1 if is_mnist else 20)
