# %% right: as in the source
z_bar = [18, -19, 14, -8]
z = [18, 0, 14, 0]
f = 75


# %% right: the arithmetic is written out
z_bar = [3 * 5 + 3, -3 * 5 + -4, 2 * 5 + 4, -2 * 5 + 2]
z = [18, 0, 14, 0]
f = 2 * 18 + 2 * 0 + 3 * 14 + -3 * 0 + -3


# %% right: NumPy arrays and a NumPy number
z_bar = np.array([18, -19, 14, -8])
z = np.array([18, 0, 14, 0])
f = np.float32(75)


# %% right: lets NumPy do it
z_bar = W_H * x0 + b_H
z = np.maximum(z_bar, 0)
f = W_O @ z + b_O


# %% right: worked out in loops
z_bar = [w * x0 + b for w, b in zip(W_H, b_H)]
z = [v if v > 0 else 0 for v in z_bar]
f = sum(v * w for v, w in zip(z, W_O)) + b_O


# %% right: takes the output from the given function
z_bar = [18, -19, 14, -8]
z = relu(np.array(z_bar))
f = network([x0], W_H, b_H, W_O, b_O)[0]


# %% right: rounded from float arithmetic
z_bar = [round(float(v) + 1e-10, 6) for v in W_H * x0 + b_H]
z = [max(v, 0) for v in z_bar]
f = round(float(W_O @ z) + b_O + 1e-10, 6)


# %% right: float32 throughout
z_bar = (W_H * x0 + b_H).astype(np.float32)
z = np.maximum(z_bar, np.float32(0))
f = np.float32(W_O @ z + b_O)


# %% right: tuples, a minus zero
z_bar = tuple([18, -19, 14, -8])
z = tuple(v if v > 0 else -0.0 for v in z_bar)
f = 75


# %% wrong: ReLU as an absolute value [natural]
z_bar = W_H * x0 + b_H
z = np.abs(z_bar)
f = W_O @ z + b_O


# %% wrong: an inexact output
z_bar = W_H * x0 + b_H
z = np.maximum(z_bar, 0)
f = W_O @ z + b_O + 0.001


# %% wrong: changes the given input, and is right for that
x0 = 2.0
z_bar = W_H * x0 + b_H
z = np.maximum(z_bar, 0)
f = float(W_O @ z + b_O)


# %% wrong: changes the given weights, and is right for those
W_H, b_H, W_O, b_O = np.ones(4), np.zeros(4), np.ones(4), 0.0
z_bar = [x0, x0, x0, x0]
z = [x0, x0, x0, x0]
f = 4 * x0


# %% wrong: the hidden biases are subtracted [natural]
z_bar = W_H * x0 - b_H
z = np.maximum(z_bar, 0)
f = W_O @ z + b_O


# %% wrong: a column
z_bar = (W_H * x0 + b_H).reshape(-1, 1)
z = np.maximum(W_H * x0 + b_H, 0)
f = W_O @ z + b_O


# %% wrong: the numbers of the worked example
z_bar = [-1, 3, 1, -1]
z = [0, 3, 1, 0]
f = -3


# %% wrong: a leaky ReLU
z_bar = W_H * x0 + b_H
z = np.where(z_bar > 0, z_bar, 0.1 * z_bar)
f = W_O @ z + b_O


# %% wrong: the output in a list
z_bar = W_H * x0 + b_H
z = np.maximum(z_bar, 0)
f = [W_O @ z + b_O]


# %% wrong: the hidden biases are missing [natural]
z_bar = W_H * x0
z = np.maximum(z_bar, 0)
f = W_O @ z + b_O


# %% wrong: the input is missing [natural]
z_bar = W_H + b_H
z = np.maximum(z_bar, 0)
f = W_O @ z + b_O


# %% wrong: the output bias is missing [natural]
z_bar = W_H * x0 + b_H
z = np.maximum(z_bar, 0)
f = W_O @ z


# %% wrong: the output weights are missing [natural]
z_bar = W_H * x0 + b_H
z = np.maximum(z_bar, 0)
f = np.sum(z) + b_O


# %% wrong: without ReLU [natural]
z_bar = W_H * x0 + b_H
z = z_bar
f = W_O @ z + b_O


# %% wrong: no number where ReLU gives 0
z_bar = W_H * x0 + b_H
z = np.where(z_bar > 0, z_bar, np.nan)
f = W_O @ np.maximum(z_bar, 0) + b_O


# %% wrong: one slip of arithmetic
z_bar = (W_H * x0 + b_H) + [0, 0, 0, 1]
z = np.maximum(z_bar, 0)
f = W_O @ z + b_O


# %% wrong: the output from the numbers before ReLU [natural]
z_bar = W_H * x0 + b_H
z = np.maximum(z_bar, 0)
f = W_O @ z_bar + b_O


# %% wrong: one term forgotten
z_bar = W_H * x0 + b_H
z = np.maximum(z_bar, 0)
f = W_O @ z + b_O - (W_O * z)[z > 0][0]


# %% wrong: a sign lost in the output
z_bar = W_H * x0 + b_H
z = np.maximum(z_bar, 0)
f = np.abs(W_O) @ z + abs(b_O) + 1


# %% wrong: ReLU in the first list already [natural]
z_bar = np.maximum(W_H * x0 + b_H, 0)
z = np.maximum(z_bar, 0)
f = W_O @ z + b_O


# %% wrong: keeps the negative numbers [natural]
z_bar = W_H * x0 + b_H
z = np.minimum(z_bar, 0)
f = W_O @ z + b_O


# %% wrong: a slip that ReLU hides
z_bar = np.where(W_H * x0 + b_H < 0, -0.5, W_H * x0 + b_H)
z = np.maximum(z_bar, 0)
f = W_O @ z + b_O


# %% wrong: the units in another order
z_bar = np.sort(W_H * x0 + b_H)[::-1] if np.any(np.diff(W_H * x0 + b_H) > 0) else np.sort(W_H * x0 + b_H)
z = np.maximum(W_H * x0 + b_H, 0)
f = W_O @ z + b_O


# %% wrong: already times the output weights [natural]
z_bar = W_H * x0 + b_H
z = W_O * np.maximum(z_bar, 0)
f = np.sum(z) + b_O
