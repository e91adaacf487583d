# the slopes in the hidden weights, ones and minus ones outside
W_H_1 = [-2, 2, 4, 4]
b_H_1 = [8, -8, -24, -32]
W_O_1 = [1, 1, -1, 1]
b_O_1 = 0
