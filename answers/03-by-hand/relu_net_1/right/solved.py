# output weights from a system of linear equations
H = np.maximum(np.outer(x_1, [-1, 1, 1, 1]) + [4, -4, -6, -8], 0)
W_H_1 = [-1, 1, 1, 1]
b_H_1 = [4, -4, -6, -8]
W_O_1 = np.linalg.lstsq(H, y_1, rcond=None)[0]
b_O_1 = 0
