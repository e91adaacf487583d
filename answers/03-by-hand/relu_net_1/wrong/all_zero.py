# nothing at all
W_H_1 = [0, 0, 0, 0]
b_H_1 = [0, 0, 0, 0]
W_O_1 = [0, 0, 0, 0]
b_O_1 = 0
