# finite differences, rounded
def move(k, h=1e-4):
    theta = np.concatenate([W_H, b_H, W_O, [b_O]])
    up, down = theta.copy(), theta.copy()
    up[k] += h
    down[k] -= h
    values = [network([x0], t[:4], t[4:8], t[8:12], t[12])[0] for t in (up, down)]
    return round((values[0] - values[1]) / (2 * h), 6)


df_dW_O = [move(k) for k in range(8, 12)]
df_db_O = move(12)
df_dW_H = [move(k) for k in range(4)]
df_db_H = [move(k) for k in range(4, 8)]
