# a kink to the right of all points does no harm
W_H_2 = [1, 1, 1, 1]
b_H_2 = [0, -3, -5, -11]
W_O_2 = [1, -2, 1.5, 8]
b_O_2 = 0
