# starts at 8 by a bias, the first unit opens to the right
W_H_1 = [2, 2, 2, 2]
b_H_1 = [0, -8, -12, -16]
W_O_1 = [-1, 2, -2, 2]
b_O_1 = 8
