# weights with an error that nobody can see
W_H_1 = [-2.00001, 1, 1, 1]
b_H_1 = [8.00001, -4, -6, -8]
W_O_1 = [1, 2, -4, 4]
b_O_1 = 1e-5
