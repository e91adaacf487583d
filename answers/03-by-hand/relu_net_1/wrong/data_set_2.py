# the network of the other data set
W_H_1 = [1, 1, 1, 0]
b_H_1 = [0, -3, -5, 0]
W_O_1 = [1, -2, 1.5, 0]
b_O_1 = 0
