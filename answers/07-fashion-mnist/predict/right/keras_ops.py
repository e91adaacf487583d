# Keras's own softmax, a tensor as the result
def predict(model, X):
    return keras.ops.softmax(model(X), axis=-1)
