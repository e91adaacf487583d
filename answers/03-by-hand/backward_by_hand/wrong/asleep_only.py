# awake and asleep are swapped
df_dW_O = [2, 0, 5, 0]
df_db_O = 1
df_dW_H = [0, -9, 0, 6]
df_db_H = [0, -3, 0, 2]
