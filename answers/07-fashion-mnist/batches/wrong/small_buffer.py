# a data set that shuffles within 100 samples
def batches(X, y, batch_size, shuffle=False):
    data = tf.data.Dataset.from_tensor_slices((X, y))
    if shuffle:
        data = data.shuffle(100)
    return data.batch(batch_size)
