# already times the output weights
z_bar = [2, -1, 5, -2]
z = [8, 0, -5, 0]
f = 6
