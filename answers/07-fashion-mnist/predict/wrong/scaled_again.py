# divides the images by 255 once more
def predict(model, X):
    return tf.nn.softmax(model(X / 255), axis=1).numpy()
