# weights that are no decimal numbers
W_H_1 = [-2 / 3, 1 / 3, 1 / 7, 1 / 9]
b_H_1 = [8 / 3, -4 / 3, -6 / 7, -8 / 9]
W_O_1 = [3, 6, -28, 36]
b_O_1 = 0
