# changes the given input, and is right for that
x0 = 2.0
z_bar = W_H * x0 + b_H
z = np.maximum(z_bar, 0)
f = float(W_O @ z + b_O)
