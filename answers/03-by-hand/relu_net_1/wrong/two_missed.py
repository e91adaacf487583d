# right at all points but two
W_H_1 = [-2, 1, 1, 1]
b_H_1 = [8, -4, -6.2, -8.2]
W_O_1 = [1, 2, -4, 4]
b_O_1 = 0
