# NumPy arrays, float32
W_H_2 = np.array([1, 1, 1, 0], dtype=np.float32)
b_H_2 = np.array([0, -3, -5, 0], dtype=np.float32)
W_O_2 = np.array([1, -2, 1.5, 0], dtype=np.float32)
b_O_2 = np.float32(0)
