# makes ReLU a function that does nothing
def relu(z):
    return z


y_2 = x_2
W_H_2 = [1, 0, 0, 0]
b_H_2 = [0, 0, 0, 0]
W_O_2 = [1, 0, 0, -1]
b_O_2 = 0
