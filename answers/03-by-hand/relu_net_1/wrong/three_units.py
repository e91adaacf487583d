# three units are not enough
W_H_1 = [1, 1, 1]
b_H_1 = [-4, -6, -8]
W_O_1 = [4, -4, 4]
b_O_1 = 0
