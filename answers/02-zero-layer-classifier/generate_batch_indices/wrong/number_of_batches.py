# splits into batch_size pieces instead of pieces of batch_size
def generate_batch_indices(num_samples, batch_size):
    return np.array_split(rng.permutation(num_samples), batch_size)
