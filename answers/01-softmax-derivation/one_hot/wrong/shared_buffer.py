# keeps one matrix for all calls of one shape, so a second call changes the first result
_buffers = {}


def one_hot(y, num_labels):
    Y = _buffers.setdefault((num_labels, len(y)), np.zeros((num_labels, len(y))))
    Y[:] = 0
    Y[y, np.arange(len(y))] = 1
    return Y
