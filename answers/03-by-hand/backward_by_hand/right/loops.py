# worked out in loops
df_dW_O = [max(0.0, w * x0 + b) for w, b in zip(W_H, b_H)]
df_db_O = 1
df_dW_H = [v * x0 if w * x0 + b > 0 else 0 for v, w, b in zip(W_O, W_H, b_H)]
df_db_H = [v if w * x0 + b > 0 else 0 for v, w, b in zip(W_O, W_H, b_H)]
