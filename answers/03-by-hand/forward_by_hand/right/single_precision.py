# float32 throughout
z_bar = np.array([2, -1, 5, -2], dtype=np.float32)
z = np.array([2, 0, 5, 0], dtype=np.float32)
f = np.array(6, dtype=np.float32)
