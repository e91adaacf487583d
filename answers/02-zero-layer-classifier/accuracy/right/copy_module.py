# works on a deep copy of the layer
import copy


def accuracy(layer, X, y):
    own = copy.deepcopy(layer)
    own.forward(X)
    return np.mean(np.argmax(own.output, axis=0) == y)
