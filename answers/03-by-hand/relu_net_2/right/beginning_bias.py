# a bias before the first point
W_H_2 = [1, 2, 3, 1]
b_H_2 = [1, -6, -15, 0]
W_O_2 = [1, -1, 0.5, 0]
b_O_2 = -1
