# numbers of NumPy's types
learning_rate = np.float64(1.5e-1)
batch_size = np.int64(50)
nepochs = np.int32(30)
