# the hidden biases are missing
z_bar = [3, -6, 6, -3]
z = [3, 0, 6, 0]
f = 9
