# %% right: as in the source
df_dW_O = [18, 0, 14, 0]
df_db_O = 1
df_dW_H = [10, 0, 15, 0]
df_db_H = [2, 0, 3, 0]


# %% right: NumPy arrays
df_dW_O = np.array([18, 0, 14, 0])
df_db_O = np.int64(1)
df_dW_H = np.array([10, 0, 15, 0])
df_db_H = np.array([2, 0, 3, 0])


# %% right: a mask of the active units
active = W_H * x0 + b_H > 0
df_dW_O = np.maximum(W_H * x0 + b_H, 0)
df_db_O = 1
df_dW_H = W_O * active * x0
df_db_H = W_O * active


# %% right: lets NumPy do it
df_dW_O = relu(W_H * x0 + b_H)
df_db_O = 1
df_dW_H = W_O * (np.array(z_bar) > 0) * x0
df_db_H = np.where(np.array(z_bar) > 0, W_O, 0)


# %% right: finite differences, rounded
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


# %% right: worked out in loops
df_dW_O = [max(0.0, w * x0 + b) for w, b in zip(W_H, b_H)]
df_db_O = 1
df_dW_H = [v * x0 if w * x0 + b > 0 else 0 for v, w, b in zip(W_O, W_H, b_H)]
df_db_H = [v if w * x0 + b > 0 else 0 for v, w, b in zip(W_O, W_H, b_H)]


# %% right: tuples with minus zeros
active = W_H * x0 + b_H > 0
df_dW_O = tuple(np.maximum(W_H * x0 + b_H, 0))
df_db_O = True * 1
df_dW_H = tuple(np.where(active, W_O * x0, -0.0))
df_db_H = tuple(np.where(active, W_O, -0.0))


# %% right: what the forward pass has found
df_dW_O = z
df_db_O = 1
df_dW_H = [w * x0 if v > 0 else 0 for w, v in zip(W_O, z)]
df_db_H = [w if v > 0 else 0 for w, v in zip(W_O, z)]


# %% right: float32
active = W_H * x0 + b_H > 0
df_dW_O = np.float32(np.maximum(W_H * x0 + b_H, 0))
df_db_O = np.float32(1)
df_dW_H = np.float32(W_O * active * x0)
df_db_H = np.float32(W_O * active)


# %% wrong: inexact by a coarse difference
active = W_H * x0 + b_H > 0
df_dW_O = np.maximum(W_H * x0 + b_H, 0)
df_db_O = 1
df_dW_H = W_O * active * x0 + 0.001 * active
df_db_H = W_O * active


# %% wrong: changes the given weights, and is right for those
W_O = np.ones(4)
W_H, b_H = np.ones(4), np.ones(4)
df_dW_O = relu(W_H * x0 + b_H)
df_db_O = 1
df_dW_H = W_O * x0
df_db_H = W_O


# %% wrong: active and inactive are swapped [natural]
active = W_H * x0 + b_H > 0
df_dW_O = np.maximum(W_H * x0 + b_H, 0)
df_db_O = 1
df_dW_H = W_O * ~active * x0
df_db_H = W_O * ~active


# %% wrong: inactive units pass on as well [natural]
active = W_H * x0 + b_H > 0
df_dW_O = np.maximum(W_H * x0 + b_H, 0)
df_db_O = 1
df_dW_H = W_O * x0
df_db_H = W_O


# %% wrong: the numbers before ReLU [natural]
active = W_H * x0 + b_H > 0
df_dW_O = W_H * x0 + b_H
df_db_O = 1
df_dW_H = W_O * active * x0
df_db_H = W_O * active


# %% wrong: the output instead of the derivative [natural]
active = W_H * x0 + b_H > 0
df_dW_O = np.maximum(W_H * x0 + b_H, 0)
df_db_O = network([x0], W_H, b_H, W_O, b_O)[0]
df_dW_H = W_O * active * x0
df_db_H = W_O * active


# %% wrong: the bias instead of its derivative [natural]
active = W_H * x0 + b_H > 0
df_dW_O = np.maximum(W_H * x0 + b_H, 0)
df_db_O = b_O
df_dW_H = W_O * active * x0
df_db_H = W_O * active


# %% wrong: a bias counted as a constant [natural]
active = W_H * x0 + b_H > 0
df_dW_O = np.maximum(W_H * x0 + b_H, 0)
df_db_O = 0
df_dW_H = W_O * active * x0
df_db_H = W_O * active


# %% wrong: a column
active = W_H * x0 + b_H > 0
df_dW_O = np.maximum(W_H * x0 + b_H, 0).reshape(-1, 1)
df_db_O = 1
df_dW_H = W_O * active * x0
df_db_H = W_O * active


# %% wrong: the numbers of the worked example
df_dW_O = [0, 3, 1, 0]
df_db_O = 1
df_dW_H = [0, -2, -2, 0]
df_db_H = [0, -1, -1, 0]


# %% wrong: the hidden weights where the output weights belong [natural]
active = W_H * x0 + b_H > 0
df_dW_O = np.maximum(W_H * x0 + b_H, 0)
df_db_O = 1
df_dW_H = W_H * active * x0
df_db_H = W_H * active


# %% wrong: the biases of the hidden units left at 0
active = W_H * x0 + b_H > 0
df_dW_O = np.maximum(W_H * x0 + b_H, 0)
df_db_O = 1
df_dW_H = W_O * active * x0
df_db_H = [0, 0, 0, 0]


# %% wrong: the slope of a leaky ReLU
active = W_H * x0 + b_H > 0
df_dW_O = np.maximum(W_H * x0 + b_H, 0)
df_db_O = 1
df_dW_H = W_O * np.where(active, 1, 0.01) * x0
df_db_H = W_O * np.where(active, 1, 0.01)


# %% wrong: the output weights are missing [natural]
active = W_H * x0 + b_H > 0
df_dW_O = np.maximum(W_H * x0 + b_H, 0)
df_db_O = 1
df_dW_H = active * x0
df_db_H = active * 1


# %% wrong: the factor x is missing [natural]
active = W_H * x0 + b_H > 0
df_dW_O = np.maximum(W_H * x0 + b_H, 0)
df_db_O = 1
df_dW_H = W_O * active
df_db_H = W_O * active


# %% wrong: the gradient of a loss, not of the output
active = W_H * x0 + b_H > 0
df_dW_O = -2 * (10 - network([x0], W_H, b_H, W_O, b_O)[0]) * np.maximum(W_H * x0 + b_H, 0)
df_db_O = 1
df_dW_H = W_O * active * x0
df_db_H = W_O * active


# %% wrong: one sign in one list
active = W_H * x0 + b_H > 0
df_dW_O = np.maximum(W_H * x0 + b_H, 0)
df_db_O = 1
df_dW_H = W_O * active * x0
df_db_H = W_O * active * np.where(np.cumsum(active) == 1, -1, 1)


# %% wrong: one of the two inactive units passes on
active = W_H * x0 + b_H > 0
df_dW_O = np.maximum(W_H * x0 + b_H, 0)
df_db_O = 1
df_dW_H = W_O * x0 * (active | (np.cumsum(~active) == 1))
df_db_H = W_O * active


# %% wrong: the output weights instead of z [natural]
active = W_H * x0 + b_H > 0
df_dW_O = W_O
df_db_O = 1
df_dW_H = W_O * active * x0
df_db_H = W_O * active


# %% wrong: all signs are turned [natural]
active = W_H * x0 + b_H > 0
df_dW_O = np.maximum(W_H * x0 + b_H, 0)
df_db_O = 1
df_dW_H = -W_O * active * x0
df_db_H = -W_O * active


# %% wrong: z where the slope of ReLU belongs
active = W_H * x0 + b_H > 0
df_dW_O = np.maximum(W_H * x0 + b_H, 0)
df_db_O = 1
df_dW_H = W_O * np.maximum(W_H * x0 + b_H, 0) * x0
df_db_H = W_O * active


# %% wrong: weights and biases are swapped
active = W_H * x0 + b_H > 0
df_dW_O = np.maximum(W_H * x0 + b_H, 0)
df_db_O = 1
df_dW_H = W_O * active
df_db_H = W_O * active * x0


# %% wrong: the factor x in the biases [natural]
active = W_H * x0 + b_H > 0
df_dW_O = np.maximum(W_H * x0 + b_H, 0)
df_db_O = 1
df_dW_H = W_O * active * x0
df_db_H = W_O * active * x0


# %% wrong: x = 2 from the worked example
active = W_H * x0 + b_H > 0
df_dW_O = np.maximum(W_H * x0 + b_H, 0)
df_db_O = 1
df_dW_H = W_O * active * 2
df_db_H = W_O * active
