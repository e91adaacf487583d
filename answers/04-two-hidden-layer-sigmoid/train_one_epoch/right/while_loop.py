# a while loop, which prints now and then
def train_one_epoch(weights, biases, x, y, learning_rate):
    i = 0
    while i < x.shape[0]:
        if i % 20_000 == 0:
            print("sample", i)
        train_one_sample(weights, biases, x[i], int(y[i]), learning_rate)
        i += 1
