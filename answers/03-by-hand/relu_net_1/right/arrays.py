# NumPy arrays, other order of the units
W_H_1 = np.array([1.0, -2.0, 1.0, 1.0])
b_H_1 = np.array([-8.0, 8.0, -4.0, -6.0])
W_O_1 = np.array([4.0, 1.0, 2.0, -4.0])
b_O_1 = np.float64(0)
