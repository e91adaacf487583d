# the numbers of the worked example
df_dW_O = [0, 3, 1, 0]
df_db_O = 1
df_dW_H = [0, -2, -2, 0]
df_db_H = [0, -1, -1, 0]
