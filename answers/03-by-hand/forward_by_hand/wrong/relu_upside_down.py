# keeps the negative numbers
z_bar = [2, -1, 5, -2]
z = [0, -1, 0, -2]
f = 2
