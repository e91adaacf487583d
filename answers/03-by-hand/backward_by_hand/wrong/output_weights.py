# the output weights instead of z
df_dW_O = [4, -3, -1, 2]
df_db_O = 1
df_dW_H = [12, 0, -3, 0]
df_db_H = [4, 0, -1, 0]
