# one column per image
def predict(model, X):
    return tf.nn.softmax(model(X), axis=1).numpy().T
