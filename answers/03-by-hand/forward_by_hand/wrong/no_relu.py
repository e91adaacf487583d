# without ReLU
z_bar = [2, -1, 5, -2]
z = [2, -1, 5, -2]
f = 5
