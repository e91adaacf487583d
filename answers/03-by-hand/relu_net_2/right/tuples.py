# tuples, other order
W_H_2 = (1, 0, 1, 1)
b_H_2 = (-5, 0, 0, -3)
W_O_2 = (1.5, 0, 1, -2)
b_O_2 = 0.0
