# numbers of NumPy's types
learning_rate = np.float64(0.4)
batch_size = np.int64(50)
nepochs = np.int32(4 if is_mnist else 15)
