# the first piece falls, turned by a negative output weight
W_H_2 = [-1, 1, 1, 1]
b_H_2 = [0.0, 0, -3, -5]
W_O_2 = [7, 1, -2, 1.5]
b_O_2 = 0
