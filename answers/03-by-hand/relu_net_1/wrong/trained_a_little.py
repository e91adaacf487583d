# close in the mean, as after a short training
W_H_1 = [-1.98, 0.99, 1.02, 1.0]
b_H_1 = [7.95, -3.97, -6.1, -8.05]
W_O_1 = [1.0, 2.01, -3.97, 4.03]
b_O_1 = 0.02
