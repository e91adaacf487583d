# the numbers of the worked example
z_bar = [-1, 3, 1, -1]
z = [0, 3, 1, 0]
f = -3
