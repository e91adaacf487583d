# TensorFlow's own data sets
def batches(X, y, batch_size, shuffle=False):
    data = tf.data.Dataset.from_tensor_slices((X, y))
    if shuffle:
        data = data.shuffle(len(X))
    return data.batch(batch_size)
