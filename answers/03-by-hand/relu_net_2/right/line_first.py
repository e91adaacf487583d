# a line with its kink left of all points
W_H_2 = [1, 1, 1, 1]
b_H_2 = [10, -3, -5, -20]
W_O_2 = [1, -2, 1.5, 7]
b_O_2 = -10
