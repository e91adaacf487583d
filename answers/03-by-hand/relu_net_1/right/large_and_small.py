# very large hidden and very small output weights
W_H_1 = [-2e6, 1e6, 1e6, 1e6]
b_H_1 = [8e6, -4e6, -6e6, -8e6]
W_O_1 = [1e-6, 2e-6, -4e-6, 4e-6]
b_O_1 = 0
