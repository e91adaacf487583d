# the first piece from a bias and a unit that opens to the left
W_H_2 = [-1, 1, 1, 1]
b_H_2 = [3, -3, -5, -5]
W_O_2 = [-1, -1, 1, 0.5]
b_O_2 = 3
