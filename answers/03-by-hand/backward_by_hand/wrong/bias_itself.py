# the bias instead of its derivative
df_dW_O = [2, 0, 5, 0]
df_db_O = 3
df_dW_H = [12, 0, -3, 0]
df_db_H = [4, 0, -1, 0]
