# ends before the last kink
W_H_1 = [-2, 1, 1, 0]
b_H_1 = [8, -4, -6, 0]
W_O_1 = [1, 2, -4, 0]
b_O_1 = 0
