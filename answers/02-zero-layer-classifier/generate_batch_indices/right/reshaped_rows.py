# full batches are the rows of a matrix, the rest is appended
def generate_batch_indices(num_samples, batch_size):
    order = np.random.permutation(num_samples)
    full = num_samples - num_samples % batch_size
    batches = list(order[:full].reshape(-1, batch_size))
    if full < num_samples:
        batches += [order[full:]]
    return batches
