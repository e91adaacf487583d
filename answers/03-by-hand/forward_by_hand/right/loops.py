# worked out in loops
z_bar = [w * x0 + b for w, b in zip(W_H, b_H)]
z = [v if v > 0 else 0 for v in z_bar]
f = sum(v * w for v, w in zip(z, W_O)) + b_O
