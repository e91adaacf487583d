# the published solution: output weights of 1, no kink at 6
W_H_1 = [-2, 2, -2, 2]
b_H_1 = [8, -8, 24, -16]
W_O_1 = [1, 1, 1, 1]
b_O_1 = 0
