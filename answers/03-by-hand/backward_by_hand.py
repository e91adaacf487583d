# %% right: as in the source
df_dW_O = [2, 0, 5, 0]
df_db_O = 1
df_dW_H = [12, 0, -3, 0]
df_db_H = [4, 0, -1, 0]


# %% right: NumPy arrays
df_dW_O = np.array([2, 0, 5, 0])
df_db_O = np.int64(1)
df_dW_H = np.array([12, 0, -3, 0])
df_db_H = np.array([4, 0, -1, 0])


# %% right: a mask of the active units
df_dW_O = [2.0, 0.0, 5.0, 0.0]
df_db_O = 1
df_dW_H = W_O * x0 * np.array([1, 0, 1, 0])
df_db_H = W_O * np.array([True, False, True, False])


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


# %% right: floats
df_dW_O = [2.0, 0.0, 5.0, 0.0]
df_db_O = 1.0
df_dW_H = [12.0, 0.0, -3.0, 0.0]
df_db_H = [4.0, 0.0, -1.0, 0.0]


# %% right: worked out in loops
df_dW_O = [max(0.0, w * x0 + b) for w, b in zip(W_H, b_H)]
df_db_O = 1
df_dW_H = [v * x0 if w * x0 + b > 0 else 0 for v, w, b in zip(W_O, W_H, b_H)]
df_db_H = [v if w * x0 + b > 0 else 0 for v, w, b in zip(W_O, W_H, b_H)]


# %% right: tuples with minus zeros
df_dW_O = (2, 0, 5, 0)
df_db_O = True * 1
df_dW_H = (12, -0.0, -3, 0)
df_db_H = (4, -0.0, -1, 0)


# %% right: the chain rule written out
df_dW_O = z
df_db_O = 1
df_dW_H = [4 * 1 * 3, -3 * 0 * 3, -1 * 1 * 3, 2 * 0 * 3]
df_db_H = [4 * 1, -3 * 0, -1 * 1, 2 * 0]


# %% right: float32
df_dW_O = np.array([2, 0, 5, 0], np.float32)
df_db_O = np.float32(1)
df_dW_H = np.array([12, 0, -3, 0], np.float32)
df_db_H = np.array([4, 0, -1, 0], np.float32)


# %% wrong: inexact by a coarse difference
df_dW_O = [2, 0, 5, 0]
df_db_O = 1
df_dW_H = [12.001, 0, -3, 0]
df_db_H = [4, 0, -1, 0]


# %% wrong: changes the given weights, and is right for those
W_O = np.ones(4)
W_H, b_H = np.ones(4), np.ones(4)
df_dW_O = relu(W_H * x0 + b_H)
df_db_O = 1
df_dW_H = W_O * x0
df_db_H = W_O


# %% wrong: active and inactive are swapped
df_dW_O = [2, 0, 5, 0]
df_db_O = 1
df_dW_H = [0, -9, 0, 6]
df_db_H = [0, -3, 0, 2]


# %% wrong: inactive units pass on as well
df_dW_O = [2, 0, 5, 0]
df_db_O = 1
df_dW_H = [12, -9, -3, 6]
df_db_H = [4, -3, -1, 2]


# %% wrong: the numbers before ReLU
df_dW_O = [2, -1, 5, -2]
df_db_O = 1
df_dW_H = [12, 0, -3, 0]
df_db_H = [4, 0, -1, 0]


# %% wrong: the output instead of the derivative
df_dW_O = [2, 0, 5, 0]
df_db_O = 6
df_dW_H = [12, 0, -3, 0]
df_db_H = [4, 0, -1, 0]


# %% wrong: the bias instead of its derivative
df_dW_O = [2, 0, 5, 0]
df_db_O = 3
df_dW_H = [12, 0, -3, 0]
df_db_H = [4, 0, -1, 0]


# %% wrong: a bias counted as a constant
df_dW_O = [2, 0, 5, 0]
df_db_O = 0
df_dW_H = [12, 0, -3, 0]
df_db_H = [4, 0, -1, 0]


# %% wrong: a column
df_dW_O = [[2], [0], [5], [0]]
df_db_O = 1
df_dW_H = [12, 0, -3, 0]
df_db_H = [4, 0, -1, 0]


# %% wrong: the numbers of the worked example
df_dW_O = [0, 3, 1, 0]
df_db_O = 1
df_dW_H = [0, -2, -2, 0]
df_db_H = [0, -1, -1, 0]


# %% wrong: the hidden weights where the output weights belong
df_dW_O = [2, 0, 5, 0]
df_db_O = 1
df_dW_H = [3, 0, 6, 0]
df_db_H = [1, 0, 2, 0]


# %% wrong: the biases of the hidden units left at 0
df_dW_O = [2, 0, 5, 0]
df_db_O = 1
df_dW_H = [12, 0, -3, 0]
df_db_H = [0, 0, 0, 0]


# %% wrong: the slope of a leaky ReLU
df_dW_O = [2, 0, 5, 0]
df_db_O = 1
df_dW_H = [12, -0.09, -3, 0.06]
df_db_H = [4, -0.03, -1, 0.02]


# %% wrong: the output weights are missing [natural]
df_dW_O = [2, 0, 5, 0]
df_db_O = 1
df_dW_H = [3, 0, 3, 0]
df_db_H = [1, 0, 1, 0]


# %% wrong: the factor x is missing [natural]
df_dW_O = [2, 0, 5, 0]
df_db_O = 1
df_dW_H = [4, 0, -1, 0]
df_db_H = [4, 0, -1, 0]


# %% wrong: the gradient of a loss, not of the output
df_dW_O = [-16, 0, -40, 0]
df_db_O = -8
df_dW_H = [-96, 0, 24, 0]
df_db_H = [-32, 0, 8, 0]


# %% wrong: one sign in one list
df_dW_O = [2, 0, 5, 0]
df_db_O = 1
df_dW_H = [12, 0, -3, 0]
df_db_H = [4, 0, 1, 0]


# %% wrong: one of the two inactive units passes on
df_dW_O = [2, 0, 5, 0]
df_db_O = 1
df_dW_H = [12, 0, -3, 6]
df_db_H = [4, 0, -1, 0]


# %% wrong: the output weights instead of z
df_dW_O = [4, -3, -1, 2]
df_db_O = 1
df_dW_H = [12, 0, -3, 0]
df_db_H = [4, 0, -1, 0]


# %% wrong: a sign is lost [natural]
df_dW_O = [2, 0, 5, 0]
df_db_O = 1
df_dW_H = [12, 0, 3, 0]
df_db_H = [4, 0, 1, 0]


# %% wrong: z where the slope of ReLU belongs
df_dW_O = [2, 0, 5, 0]
df_db_O = 1
df_dW_H = [24, 0, -15, 0]
df_db_H = [8, 0, -5, 0]


# %% wrong: weights and biases are swapped
df_dW_O = [2, 0, 5, 0]
df_db_O = 1
df_dW_H = [4, 0, -1, 0]
df_db_H = [12, 0, -3, 0]


# %% wrong: the factor x in the biases
df_dW_O = [2, 0, 5, 0]
df_db_O = 1
df_dW_H = [12, 0, -3, 0]
df_db_H = [12, 0, -3, 0]


# %% wrong: x = 2 from the worked example
df_dW_O = [2, 0, 5, 0]
df_db_O = 1
df_dW_H = [8, 0, -2, 0]
df_db_H = [4, 0, -1, 0]
