# NumPy arrays and a NumPy number
z_bar = np.array([2, -1, 5, -2])
z = np.array([2, 0, 5, 0])
f = np.float32(6)
