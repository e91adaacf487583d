# leaves out images beyond the tenth
def predict(model, X):
    return tf.nn.softmax(model(X[:10]), axis=1).numpy()
