# each list sorted on its own
W_H_1 = [-2, 1, 1, 1]
b_H_1 = [-8, -6, -4, 8]
W_O_1 = [-4, 1, 2, 4]
b_O_1 = 0
