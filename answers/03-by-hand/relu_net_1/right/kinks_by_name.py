# biases computed from the kinks
kinks = [4, 6, 8]
W_H_1 = [-1.0, 1.0, 1.0, 1.0]
b_H_1 = [kinks[0], -kinks[0], -kinks[1], -kinks[2]]
W_O_1 = [2.0, 2.0, -4.0, 4.0]
b_O_1 = 0.0
