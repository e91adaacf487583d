# hinges from right to left
W_H_2 = [1, -1, -1, -1]
b_H_2 = [-5, 5, 3, -9]
W_O_2 = [0.5, 1, -2, 3]
b_O_2 = 1
