# hidden weights of a half
W_H_2 = [0.5, 0.5, 0.5, 0.5]
b_H_2 = [0, -1.5, -2.5, -2.5]
W_O_2 = [2, -4, 1, 2]
b_O_2 = 0
