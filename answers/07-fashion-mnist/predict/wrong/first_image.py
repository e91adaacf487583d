# the first image only
def predict(model, X):
    return tf.nn.softmax(model(X[:1]), axis=1).numpy()
