# Keras's predict makes the scores
def predict(model, X):
    return tf.nn.softmax(model.predict(X, verbose=0)).numpy()
