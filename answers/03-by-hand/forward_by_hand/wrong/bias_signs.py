# the hidden biases are subtracted
z_bar = [4, -11, 7, -4]
z = [4, 0, 7, 0]
f = 12
