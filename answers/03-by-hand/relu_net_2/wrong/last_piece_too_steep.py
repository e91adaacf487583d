# right up to x = 5, then the slope of the first piece
W_H_2 = [1, 1, 1, 0]
b_H_2 = [0, -3, -5, 0]
W_O_2 = [1, -2, 2, 0]
b_O_2 = 0
