# the network of the other data set
W_H_2 = [-2, 1, 1, 1]
b_H_2 = [8, -4, -6, -8]
W_O_2 = [1, 2, -4, 4]
b_O_2 = 0
