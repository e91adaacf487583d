# %% right: as in the source
W_H_1 = [-2, 1, 1, 1]
b_H_1 = [8, -4, -6, -8]
W_O_1 = [1, 2, -4, 4]
b_O_1 = 0


# %% right: NumPy arrays, other order of the units
W_H_1 = np.array([1.0, -2.0, 1.0, 1.0])
b_H_1 = np.array([-8.0, 8.0, -4.0, -6.0])
W_O_1 = np.array([4.0, 1.0, 2.0, -4.0])
b_O_1 = np.float64(0)


# %% right: the slopes in the hidden weights, ones and minus ones outside
W_H_1 = [-2, 2, 4, 4]
b_H_1 = [8, -8, -24, -32]
W_O_1 = [1, 1, -1, 1]
b_O_1 = 0


# %% right: biases computed from the kinks
kinks = [4, 6, 8]
W_H_1 = [-1.0, 1.0, 1.0, 1.0]
b_H_1 = [kinks[0], -kinks[0], -kinks[1], -kinks[2]]
W_O_1 = [2.0, 2.0, -4.0, 4.0]
b_O_1 = 0.0


# %% right: very large hidden and very small output weights
W_H_1 = [-2e6, 1e6, 1e6, 1e6]
b_H_1 = [8e6, -4e6, -6e6, -8e6]
W_O_1 = [1e-6, 2e-6, -4e-6, 4e-6]
b_O_1 = 0


# %% right: all hinges from right to left
W_H_1 = [2, -1, -1, -1]
b_H_1 = [-16, 8, 6, 4]
W_O_1 = [1, 2, -4, 4]
b_O_1 = 0


# %% right: weights with an error that nobody can see
W_H_1 = [-2.00001, 1, 1, 1]
b_H_1 = [8.00001, -4, -6, -8]
W_O_1 = [1, 2, -4, 4]
b_O_1 = 1e-5


# %% right: output weights from a system of linear equations
H = np.maximum(np.outer(x_1, [-1, 1, 1, 1]) + [4, -4, -6, -8], 0)
W_H_1 = [-1, 1, 1, 1]
b_H_1 = [4, -4, -6, -8]
W_O_1 = np.linalg.lstsq(H, y_1, rcond=None)[0]
b_O_1 = 0


# %% right: a line from a unit with its kink left of all points, and a bias
W_H_1 = [1, 1, 1, 1]
b_H_1 = [1, -4, -6, -8]
W_O_1 = [-2, 4, -4, 4]
b_O_1 = 10


# %% right: weights that are no decimal numbers
W_H_1 = [-2 / 3, 1 / 3, 1 / 7, 1 / 9]
b_H_1 = [8 / 3, -4 / 3, -6 / 7, -8 / 9]
W_O_1 = [3, 6, -28, 36]
b_O_1 = 0


# %% right: tuples of floats
W_H_1 = (-0.5, 0.5, 0.5, 0.5)
b_H_1 = (2.0, -2.0, -3.0, -4.0)
W_O_1 = (4.0, 4.0, -8.0, 8.0)
b_O_1 = 0.0


# %% right: starts at 8 by a bias, the first unit opens to the right
W_H_1 = [2, 2, 2, 2]
b_H_1 = [0, -8, -12, -16]
W_O_1 = [-1, 2, -2, 2]
b_O_1 = 8


# %% wrong: nothing at all
W_H_1 = [0, 0, 0, 0]
b_H_1 = [0, 0, 0, 0]
W_O_1 = [0, 0, 0, 0]
b_O_1 = 0


# %% wrong: off by one or two hundredths
W_H_1 = [-2, 1, 1, 1]
b_H_1 = [8, -4, -6, -8]
W_O_1 = [1, 2.002, -4, 4]
b_O_1 = 0


# %% wrong: the output bias as a list
W_H_1 = [-2, 1, 1, 1]
b_H_1 = [8, -4, -6, -8]
W_O_1 = [1, 2, -4, 4]
b_O_1 = [0]


# %% wrong: hidden biases with the wrong sign
W_H_1 = [-2, 1, 1, 1]
b_H_1 = [-8, 4, 6, 8]
W_O_1 = [1, 2, -4, 4]
b_O_1 = 0


# %% wrong: hidden weights as a column
W_H_1 = [[-2], [1], [1], [1]]
b_H_1 = [8, -4, -6, -8]
W_O_1 = [1, 2, -4, 4]
b_O_1 = 0


# %% wrong: the network of the other data set
W_H_1 = [1, 1, 1, 0]
b_H_1 = [0, -3, -5, 0]
W_O_1 = [1, -2, 1.5, 0]
b_O_1 = 0


# %% wrong: ends before the last kink
W_H_1 = [-2, 1, 1, 0]
b_H_1 = [8, -4, -6, 0]
W_O_1 = [1, 2, -4, 0]
b_O_1 = 0


# %% wrong: right, but with five units
W_H_1 = [-2, 1, 1, 1, 0]
b_H_1 = [8, -4, -6, -8, 0]
W_O_1 = [1, 2, -4, 4, 0]
b_O_1 = 0


# %% wrong: the new slope instead of the change of slope
W_H_1 = [-2, 1, 1, 1]
b_H_1 = [8, -4, -6, -8]
W_O_1 = [1, 2, -2, 2]
b_O_1 = 0


# %% wrong: one kink in the wrong place
W_H_1 = [-2, 1, 1, 1]
b_H_1 = [8, -4, -7, -8]
W_O_1 = [1, 2, -4, 4]
b_O_1 = 0


# %% wrong: five right places, and the last point missed
W_H_1 = [-2, 1, 1, 1]
b_H_1 = [8, -4, -6, -8]
W_O_1 = [1, 2, -4, 3.99]
b_O_1 = 0


# %% wrong: the published solution: output weights of 1, no kink at 6
W_H_1 = [-2, 2, -2, 2]
b_H_1 = [8, -8, 24, -16]
W_O_1 = [1, 1, 1, 1]
b_O_1 = 0


# %% wrong: the first and the last piece only
W_H_1 = [-2, 1, 1, 0]
b_H_1 = [8, -4, -8, 0]
W_O_1 = [1, 2, 4, 0]
b_O_1 = 0


# %% wrong: infinite weights
W_H_1 = [-2, 1, 1, float('inf')]
b_H_1 = [8, -4, -6, -8]
W_O_1 = [1, 2, -4, 4]
b_O_1 = 0


# %% wrong: an output bias too many
W_H_1 = [-2, 1, 1, 1]
b_H_1 = [8, -4, -6, -8]
W_O_1 = [1, 2, -4, 4]
b_O_1 = 1


# %% wrong: no number as the output bias
W_H_1 = [-2, 1, 1, 1]
b_H_1 = [8, -4, -6, -8]
W_O_1 = [1, 2, -4, 4]
b_O_1 = float('nan')


# %% wrong: makes the network give the points
def network(x, W_H, b_H, W_O, b_O):
    return np.array([8.0, 6, 4, 2, 0, 2, 4, 2, 0, 2, 4, 6, 8])

W_H_1 = [1, 1, 1, 1]
b_H_1 = [0, 0, 0, 0]
W_O_1 = [1, 1, -1, 1]
b_O_1 = 0


# %% wrong: makes the points those of its own network
x_1 = np.arange(13.0)
y_1 = np.maximum(x_1, 0) - 2 * np.maximum(x_1 - 1, 0) + np.maximum(x_1 - 2, 0) + np.maximum(x_1 - 3, 0)
W_H_1 = [1, 1, 1, 1]
b_H_1 = [0, -1, -2, -3]
W_O_1 = [1, -2, 1, 1]
b_O_1 = 0


# %% wrong: each list sorted on its own
W_H_1 = [-2, 1, 1, 1]
b_H_1 = [-8, -6, -4, 8]
W_O_1 = [-4, 1, 2, 4]
b_O_1 = 0


# %% wrong: three units are not enough
W_H_1 = [1, 1, 1]
b_H_1 = [-4, -6, -8]
W_O_1 = [4, -4, 4]
b_O_1 = 0


# %% wrong: close in the mean, as after a short training
W_H_1 = [-1.98, 0.99, 1.02, 1.0]
b_H_1 = [7.95, -3.97, -6.1, -8.05]
W_O_1 = [1.0, 2.01, -3.97, 4.03]
b_O_1 = 0.02


# %% wrong: right at all points but two
W_H_1 = [-2, 1, 1, 1]
b_H_1 = [8, -4, -6.2, -8.2]
W_O_1 = [1, 2, -4, 4]
b_O_1 = 0


# %% wrong: all output weights with the wrong sign [natural]
W_H_1 = [-2, 1, 1, 1]
b_H_1 = [8, -4, -6, -8]
W_O_1 = [-1, -2, 4, -4]
b_O_1 = 0
