# the factor x is missing
df_dW_O = [2, 0, 5, 0]
df_db_O = 1
df_dW_H = [4, 0, -1, 0]
df_db_H = [4, 0, -1, 0]
