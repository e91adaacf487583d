# the input is missing
z_bar = [0, 3, 1, 0]
z = [0, 3, 1, 0]
f = -7
