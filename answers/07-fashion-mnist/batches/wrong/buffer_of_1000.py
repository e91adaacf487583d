# a buffer that mixes neighbours only
def batches(X, y, batch_size, shuffle=False):
    data = tf.data.Dataset.from_tensor_slices((X, y))
    if shuffle:
        data = data.shuffle(1000)
    return data.batch(batch_size)
