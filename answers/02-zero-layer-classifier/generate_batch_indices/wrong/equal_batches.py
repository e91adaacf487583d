# makes all batches about equally large
def generate_batch_indices(num_samples, batch_size):
    return np.array_split(rng.permutation(num_samples), -(-num_samples // batch_size))
