# the arithmetic is written out
z_bar = [1 * 3 - 1, -2 * 3 + 5, 2 * 3 - 1, -1 * 3 + 1]
z = [2, 0, 5, 0]
f = 4 * 2 - 3 * 0 - 1 * 5 + 2 * 0 + 3
