# a mask of the units that are awake
df_dW_O = [2.0, 0.0, 5.0, 0.0]
df_db_O = 1
df_dW_H = W_O * x0 * np.array([1, 0, 1, 0])
df_db_H = W_O * np.array([True, False, True, False])
