# the chain rule written out
df_dW_O = z
df_db_O = 1
df_dW_H = [4 * 1 * 3, -3 * 0 * 3, -1 * 1 * 3, 2 * 0 * 3]
df_db_H = [4 * 1, -3 * 0, -1 * 1, 2 * 0]
