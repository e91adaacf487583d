# float32
df_dW_O = np.array([2, 0, 5, 0], np.float32)
df_db_O = np.float32(1)
df_dW_H = np.array([12, 0, -3, 0], np.float32)
df_db_H = np.array([4, 0, -1, 0], np.float32)
