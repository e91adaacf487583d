# %% right: as in the source
z_bar = [2, -1, 5, -2]
z = [2, 0, 5, 0]
f = 6


# %% right: the arithmetic is written out
z_bar = [1 * 3 - 1, -2 * 3 + 5, 2 * 3 - 1, -1 * 3 + 1]
z = [2, 0, 5, 0]
f = 4 * 2 - 3 * 0 - 1 * 5 + 2 * 0 + 3


# %% right: NumPy arrays and a NumPy number
z_bar = np.array([2, -1, 5, -2])
z = np.array([2, 0, 5, 0])
f = np.float32(6)


# %% right: lets NumPy do it
z_bar = W_H * x0 + b_H
z = np.maximum(z_bar, 0)
f = W_O @ z + b_O


# %% right: floats
z_bar = [2.0, -1.0, 5.0, -2.0]
z = [2.0, 0.0, 5.0, 0.0]
f = 6.0


# %% right: worked out in loops
z_bar = [w * x0 + b for w, b in zip(W_H, b_H)]
z = [v if v > 0 else 0 for v in z_bar]
f = sum(v * w for v, w in zip(z, W_O)) + b_O


# %% right: takes the output from the given function
z_bar = [2, -1, 5, -2]
z = relu(np.array(z_bar))
f = network([x0], W_H, b_H, W_O, b_O)[0]


# %% right: rounded from float arithmetic
z_bar = [round(v, 9) for v in (0.1 + 1.9, -1.0, 5.0, -2.0)]
z = [2, 0, 5, 0]
f = round(6.0000000001, 6)


# %% right: float32 throughout
z_bar = np.array([2, -1, 5, -2], dtype=np.float32)
z = np.array([2, 0, 5, 0], dtype=np.float32)
f = np.array(6, dtype=np.float32)


# %% right: tuples, a minus zero
z_bar = (2, -1, 5, -2)
z = (2, -0.0, 5, 0)
f = 6


# %% wrong: ReLU as an absolute value
z_bar = [2, -1, 5, -2]
z = [2, 1, 5, 2]
f = 7


# %% wrong: an inexact output
z_bar = [2, -1, 5, -2]
z = [2, 0, 5, 0]
f = 6.001


# %% wrong: changes the given input, and is right for that
x0 = 2.0
z_bar = W_H * x0 + b_H
z = np.maximum(z_bar, 0)
f = float(W_O @ z + b_O)


# %% wrong: changes the given weights, and is right for those
W_H, b_H, W_O, b_O = np.ones(4), np.zeros(4), np.ones(4), 0.0
z_bar = [3, 3, 3, 3]
z = [3, 3, 3, 3]
f = 12


# %% wrong: the hidden biases are subtracted
z_bar = [4, -11, 7, -4]
z = [4, 0, 7, 0]
f = 12


# %% wrong: a column
z_bar = [[2], [-1], [5], [-2]]
z = [2, 0, 5, 0]
f = 6


# %% wrong: the numbers of the worked example
z_bar = [-1, 3, 1, -1]
z = [0, 3, 1, 0]
f = -3


# %% wrong: a leaky ReLU
z_bar = [2, -1, 5, -2]
z = [2, -0.1, 5, -0.2]
f = 5.9


# %% wrong: the output in a list
z_bar = [2, -1, 5, -2]
z = [2, 0, 5, 0]
f = [6]


# %% wrong: the hidden biases are missing [natural]
z_bar = [3, -6, 6, -3]
z = [3, 0, 6, 0]
f = 9


# %% wrong: the input is missing
z_bar = [0, 3, 1, 0]
z = [0, 3, 1, 0]
f = -7


# %% wrong: the output bias is missing [natural]
z_bar = [2, -1, 5, -2]
z = [2, 0, 5, 0]
f = 3


# %% wrong: the output weights are missing [natural]
z_bar = [2, -1, 5, -2]
z = [2, 0, 5, 0]
f = 10


# %% wrong: without ReLU [natural]
z_bar = [2, -1, 5, -2]
z = [2, -1, 5, -2]
f = 5


# %% wrong: no number where ReLU gives 0
z_bar = [2, -1, 5, -2]
z = [2, float('nan'), 5, float('nan')]
f = 6


# %% wrong: one slip of arithmetic
z_bar = [2, -1, 5, 2]
z = [2, 0, 5, 2]
f = 10


# %% wrong: the output from the numbers before ReLU
z_bar = [2, -1, 5, -2]
z = [2, 0, 5, 0]
f = 5


# %% wrong: one term forgotten
z_bar = [2, -1, 5, -2]
z = [2, 0, 5, 0]
f = 11


# %% wrong: a sign lost in the output
z_bar = [2, -1, 5, -2]
z = [2, 0, 5, 0]
f = 16


# %% wrong: ReLU in the first list already
z_bar = [2, 0, 5, 0]
z = [2, 0, 5, 0]
f = 6


# %% wrong: keeps the negative numbers
z_bar = [2, -1, 5, -2]
z = [0, -1, 0, -2]
f = 2


# %% wrong: a slip that ReLU hides
z_bar = [2, 1, 5, -2]
z = [2, 0, 5, 0]
f = 6


# %% wrong: the units in another order
z_bar = [-2, -1, 2, 5]
z = [0, 0, 2, 5]
f = 6


# %% wrong: already times the output weights
z_bar = [2, -1, 5, -2]
z = [8, 0, -5, 0]
f = 6
