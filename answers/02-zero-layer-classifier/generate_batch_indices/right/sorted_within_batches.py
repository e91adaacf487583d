# sorts the indices within each batch, which reads memory in order
def generate_batch_indices(num_samples, batch_size):
    order = rng.permutation(num_samples)
    return [np.sort(order[i : i + batch_size]) for i in range(0, num_samples, batch_size)]
