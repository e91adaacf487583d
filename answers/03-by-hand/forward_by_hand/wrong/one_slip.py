# one slip of arithmetic
z_bar = [2, -1, 5, 2]
z = [2, 0, 5, 2]
f = 10
