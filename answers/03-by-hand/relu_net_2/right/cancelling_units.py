# two units that cancel each other
W_H_2 = [1, 1, 1, 1]
b_H_2 = [0, -3, -5, -5]
W_O_2 = [1, -2, 101.5, -100]
b_O_2 = 0
