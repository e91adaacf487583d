# a leaky ReLU
z_bar = [2, -1, 5, -2]
z = [2, -0.1, 5, -0.2]
f = 5.9
