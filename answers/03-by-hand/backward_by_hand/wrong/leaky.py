# the slope of a leaky ReLU
df_dW_O = [2, 0, 5, 0]
df_db_O = 1
df_dW_H = [12, -0.09, -3, 0.06]
df_db_H = [4, -0.03, -1, 0.02]
