# an infinite output bias
W_H_2 = [1, 1, 1, 0]
b_H_2 = [0, -3, -5, 0]
W_O_2 = [1, -2, 1.5, 0]
b_O_2 = float('inf')
