# prints the accuracy instead of returning it
def accuracy(layer, X, y):
    softmax = Softmax()
    layer.forward(X)
    softmax.forward(layer.output)
    predictions = np.argmax(softmax.output, axis=0)
    print(np.mean(predictions == y))
