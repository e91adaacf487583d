# takes the output from the given function
z_bar = [2, -1, 5, -2]
z = relu(np.array(z_bar))
f = network([x0], W_H, b_H, W_O, b_O)[0]
