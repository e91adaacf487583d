# normalises over the samples
def predict(model, X):
    return tf.nn.softmax(model(X), axis=0).numpy()
