# units that are asleep pass on as well
df_dW_O = [2, 0, 5, 0]
df_db_O = 1
df_dW_H = [12, -9, -3, 6]
df_db_H = [4, -3, -1, 2]
