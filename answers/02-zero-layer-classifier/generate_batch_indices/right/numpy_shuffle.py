# shuffles in place with np.random and takes batches off the front
def generate_batch_indices(num_samples, batch_size):
    rest = np.arange(num_samples)
    np.random.shuffle(rest)
    batches = []
    while len(rest) > 0:
        batches.append(rest[:batch_size])
        rest = rest[batch_size:]
    return batches
