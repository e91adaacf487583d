# the exponential of log-softmax
def predict(model, X):
    return np.exp(tf.nn.log_softmax(model(X, training=False), axis=1).numpy())
