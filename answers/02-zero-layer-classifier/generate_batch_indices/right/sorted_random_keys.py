# orders the samples by random numbers
def generate_batch_indices(num_samples, batch_size):
    order = np.argsort(rng.random(num_samples))
    full = num_samples // batch_size
    batches = [order[i * batch_size : (i + 1) * batch_size] for i in range(full)]
    if full * batch_size < num_samples:
        batches.append(order[full * batch_size :])
    return batches
