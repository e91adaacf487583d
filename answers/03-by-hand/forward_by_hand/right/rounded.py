# rounded from float arithmetic
z_bar = [round(v, 9) for v in (0.1 + 1.9, -1.0, 5.0, -2.0)]
z = [2, 0, 5, 0]
f = round(6.0000000001, 6)
