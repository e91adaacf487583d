# the units in another order
z_bar = [-2, -1, 2, 5]
z = [0, 0, 2, 5]
f = 6
