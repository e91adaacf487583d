# the first two pieces only
W_H_2 = [1, 1, 0, 0]
b_H_2 = [0, -3, 0, 0]
W_O_2 = [1, -2, 0, 0]
b_O_2 = 0
