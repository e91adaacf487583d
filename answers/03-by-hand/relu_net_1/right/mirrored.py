# all hinges from right to left
W_H_1 = [2, -1, -1, -1]
b_H_1 = [-16, 8, 6, 4]
W_O_1 = [1, 2, -4, 4]
b_O_1 = 0
