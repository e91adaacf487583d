# the biases of the hidden units left at 0
df_dW_O = [2, 0, 5, 0]
df_db_O = 1
df_dW_H = [12, 0, -3, 0]
df_db_H = [0, 0, 0, 0]
