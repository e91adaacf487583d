# an inexact output
z_bar = [2, -1, 5, -2]
z = [2, 0, 5, 0]
f = 6.001
