# the published solution: output weights of 1, no kink at 5
W_H_2 = [1, -1, 0.5, 0]
b_H_2 = [0, 6, -1.5, 0]
W_O_2 = [1, 1, 1, 1]
b_O_2 = 0
