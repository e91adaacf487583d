# lets NumPy do it
df_dW_O = relu(W_H * x0 + b_H)
df_db_O = 1
df_dW_H = W_O * (np.array(z_bar) > 0) * x0
df_db_H = np.where(np.array(z_bar) > 0, W_O, 0)
