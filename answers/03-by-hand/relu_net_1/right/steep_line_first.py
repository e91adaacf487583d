# a line from a unit with its kink left of all points, and a bias
W_H_1 = [1, 1, 1, 1]
b_H_1 = [1, -4, -6, -8]
W_O_1 = [-2, 4, -4, 4]
b_O_1 = 10
