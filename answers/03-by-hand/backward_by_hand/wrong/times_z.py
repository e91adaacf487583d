# z where the slope of ReLU belongs
df_dW_O = [2, 0, 5, 0]
df_db_O = 1
df_dW_H = [24, 0, -15, 0]
df_db_H = [8, 0, -5, 0]
