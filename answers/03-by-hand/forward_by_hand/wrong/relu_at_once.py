# ReLU in the first list already
z_bar = [2, 0, 5, 0]
z = [2, 0, 5, 0]
f = 6
