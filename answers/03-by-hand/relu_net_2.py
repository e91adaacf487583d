# %% right: as in the source
W_H_2 = [1, 1, 1, 0]
b_H_2 = [0, -3, -5, 0]
W_O_2 = [1, -2, 1.5, 0]
b_O_2 = 0


# %% right: NumPy arrays, float32
W_H_2 = np.array([1, 1, 1, 0], dtype=np.float32)
b_H_2 = np.array([0, -3, -5, 0], dtype=np.float32)
W_O_2 = np.array([1, -2, 1.5, 0], dtype=np.float32)
b_O_2 = np.float32(0)


# %% right: a bias before the first point
W_H_2 = [1, 2, 3, 1]
b_H_2 = [1, -6, -15, 0]
W_O_2 = [1, -1, 0.5, 0]
b_O_2 = -1


# %% right: two units that cancel each other
W_H_2 = [1, 1, 1, 1]
b_H_2 = [0, -3, -5, -5]
W_O_2 = [1, -2, 101.5, -100]
b_O_2 = 0


# %% right: the first piece from a bias and a unit that opens to the left
W_H_2 = [-1, 1, 1, 1]
b_H_2 = [3, -3, -5, -5]
W_O_2 = [-1, -1, 1, 0.5]
b_O_2 = 3


# %% right: hidden weights of a half
W_H_2 = [0.5, 0.5, 0.5, 0.5]
b_H_2 = [0, -1.5, -2.5, -2.5]
W_O_2 = [2, -4, 1, 2]
b_O_2 = 0


# %% right: the idle unit always gives 1, and the output bias takes it away
W_H_2 = [1, 1, 1, 0]
b_H_2 = [0, -3, -5, 1]
W_O_2 = [1, -2, 1.5, 1]
b_O_2 = -1


# %% right: a kink to the right of all points does no harm
W_H_2 = [1, 1, 1, 1]
b_H_2 = [0, -3, -5, -11]
W_O_2 = [1, -2, 1.5, 8]
b_O_2 = 0


# %% right: a line with its kink left of all points
W_H_2 = [1, 1, 1, 1]
b_H_2 = [10, -3, -5, -20]
W_O_2 = [1, -2, 1.5, 7]
b_O_2 = -10


# %% right: hinges from right to left
W_H_2 = [1, -1, -1, -1]
b_H_2 = [-5, 5, 3, -9]
W_O_2 = [0.5, 1, -2, 3]
b_O_2 = 1


# %% right: the first piece falls, turned by a negative output weight
W_H_2 = [-1, 1, 1, 1]
b_H_2 = [0.0, 0, -3, -5]
W_O_2 = [7, 1, -2, 1.5]
b_O_2 = 0


# %% right: tuples, other order
W_H_2 = (1, 0, 1, 1)
b_H_2 = (-5, 0, 0, -3)
W_O_2 = (1.5, 0, 1, -2)
b_O_2 = 0.0


# %% wrong: off by a few thousandths
W_H_2 = [1, 1, 1, 0]
b_H_2 = [0, -3, -5, 0]
W_O_2 = [1.002, -2, 1.5, 0]
b_O_2 = 0


# %% wrong: hidden biases with the wrong sign
W_H_2 = [1, 1, 1, 0]
b_H_2 = [0, 3, 5, 0]
W_O_2 = [1, -2, 1.5, 0]
b_O_2 = 0


# %% wrong: the network of the other data set
W_H_2 = [-2, 1, 1, 1]
b_H_2 = [8, -4, -6, -8]
W_O_2 = [1, 2, -4, 4]
b_O_2 = 0


# %% wrong: the fourth unit adds 1 everywhere
W_H_2 = [1, 1, 1, 0]
b_H_2 = [0, -3, -5, 1]
W_O_2 = [1, -2, 1.5, 1]
b_O_2 = 0


# %% wrong: an infinite output bias
W_H_2 = [1, 1, 1, 0]
b_H_2 = [0, -3, -5, 0]
W_O_2 = [1, -2, 1.5, 0]
b_O_2 = float('inf')


# %% wrong: one kink in the wrong place
W_H_2 = [1, 1, 1, 0]
b_H_2 = [0, -3, -4, 0]
W_O_2 = [1, -2, 1.5, 0]
b_O_2 = 0


# %% wrong: the kink at 3 a little late
W_H_2 = [1, 1, 1, 0]
b_H_2 = [0, -3.01, -5, 0]
W_O_2 = [1, -2, 1.5, 0]
b_O_2 = 0


# %% wrong: right up to x = 5, then the slope of the first piece
W_H_2 = [1, 1, 1, 0]
b_H_2 = [0, -3, -5, 0]
W_O_2 = [1, -2, 2, 0]
b_O_2 = 0


# %% wrong: the published solution: output weights of 1, no kink at 5
W_H_2 = [1, -1, 0.5, 0]
b_H_2 = [0, 6, -1.5, 0]
W_O_2 = [1, 1, 1, 1]
b_O_2 = 0


# %% wrong: the first two pieces only
W_H_2 = [1, 1, 0, 0]
b_H_2 = [0, -3, 0, 0]
W_O_2 = [1, -2, 0, 0]
b_O_2 = 0


# %% wrong: the last unit opens to the wrong side
W_H_2 = [1, 1, -1, 0]
b_H_2 = [0, -3, 5, 0]
W_O_2 = [1, -2, 1.5, 0]
b_O_2 = 0


# %% wrong: an output bias too many
W_H_2 = [1, 1, 1, 0]
b_H_2 = [0, -3, -5, 0]
W_O_2 = [1, -2, 1.5, 0]
b_O_2 = 0.5


# %% wrong: makes a point fewer
x_2, y_2 = x_2[:6], y_2[:6]
W_H_2 = [1, 1, 0, 0]
b_H_2 = [0, -3, 0, 0]
W_O_2 = [1, -2, 0, 0]
b_O_2 = 0


# %% wrong: makes ReLU a function that does nothing
def relu(z):
    return z


y_2 = x_2
W_H_2 = [1, 0, 0, 0]
b_H_2 = [0, 0, 0, 0]
W_O_2 = [1, 0, 0, -1]
b_O_2 = 0


# %% wrong: changes the slope by 1 where it must change by 2
W_H_2 = [1, 1, 1, 0]
b_H_2 = [0, -3, -5, 0]
W_O_2 = [1, -1, 1.5, 0]
b_O_2 = 0


# %% wrong: the slope instead of the change of slope
W_H_2 = [1, 1, 1, 0]
b_H_2 = [0, -3, -5, 0]
W_O_2 = [1, -2, 0.5, 0]
b_O_2 = 0


# %% wrong: words instead of numbers
W_H_2 = ['1', '1', '1', '0']
b_H_2 = [0, -3, -5, 0]
W_O_2 = [1, -2, 1.5, 0]
b_O_2 = 0


# %% wrong: right, but with three units
W_H_2 = [1, 1, 1]
b_H_2 = [0, -3, -5]
W_O_2 = [1, -2, 1.5]
b_O_2 = 0


# %% wrong: all output weights with the wrong sign [natural]
W_H_2 = [1, 1, 1, 0]
b_H_2 = [0, -3, -5, 0]
W_O_2 = [-1, 2, -1.5, 0]
b_O_2 = 0
