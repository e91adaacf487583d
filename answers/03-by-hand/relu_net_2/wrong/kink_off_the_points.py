# the kink at 3 a little late
W_H_2 = [1, 1, 1, 0]
b_H_2 = [0, -3.01, -5, 0]
W_O_2 = [1, -2, 1.5, 0]
b_O_2 = 0
