# NumPy arrays
df_dW_O = np.array([2, 0, 5, 0])
df_db_O = np.int64(1)
df_dW_H = np.array([12, 0, -3, 0])
df_db_H = np.array([4, 0, -1, 0])
