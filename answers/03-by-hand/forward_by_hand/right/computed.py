# lets NumPy do it
z_bar = W_H * x0 + b_H
z = np.maximum(z_bar, 0)
f = W_O @ z + b_O
