# numpy numbers
raw_epochs = np.int64(1)
scaled_rate = np.float64(0.04 if is_mnist else 0.15)
scaled_epochs = np.int32(1 if is_mnist else 10)
