# %% right: as in the source
def generate_batch_indices(num_samples, batch_size):
    """A list of index arrays: all samples, shuffled, in batches; the last may be shorter."""
    reordered_sample_indices = rng.permutation(num_samples)
    return np.split(reordered_sample_indices, np.arange(batch_size, num_samples, batch_size))


# %% right: draws without replacement, cuts with array_split at positions
def generate_batch_indices(num_samples, batch_size):
    order = np.random.choice(num_samples, size=num_samples, replace=False)
    positions = [p for p in range(num_samples) if p % batch_size == 0 and p > 0]
    return np.array_split(order, positions)


# %% right: a generator of batches
def generate_batch_indices(num_samples, batch_size):
    order = rng.permutation(num_samples)
    for start in range(0, num_samples, batch_size):
        yield order[start : start + batch_size]


# %% right: shuffles in place with np.random and takes batches off the front
def generate_batch_indices(num_samples, batch_size):
    rest = np.arange(num_samples)
    np.random.shuffle(rest)
    batches = []
    while len(rest) > 0:
        batches.append(rest[:batch_size])
        rest = rest[batch_size:]
    return batches


# %% right: plain lists from the random module
import random


def generate_batch_indices(num_samples, batch_size):
    order = list(range(num_samples))
    random.shuffle(order)
    batches, batch = [], []
    for index in order:
        batch.append(index)
        if len(batch) == batch_size:
            batches.append(batch)
            batch = []
    if batch:
        batches.append(batch)
    return batches


# %% right: uses random.sample of Python's random module
import random


def generate_batch_indices(num_samples, batch_size):
    order = random.sample(range(num_samples), num_samples)
    return [order[i : i + batch_size] for i in range(0, num_samples, batch_size)]


# %% right: full batches are the rows of a matrix, the rest is appended
def generate_batch_indices(num_samples, batch_size):
    order = np.random.permutation(num_samples)
    full = num_samples - num_samples % batch_size
    batches = list(order[:full].reshape(-1, batch_size))
    if full < num_samples:
        batches += [order[full:]]
    return batches


# %% right: cuts the permutation with slices
def generate_batch_indices(num_samples, batch_size):
    order = rng.permutation(num_samples)
    return [order[start : start + batch_size] for start in range(0, num_samples, batch_size)]


# %% right: orders the samples by random numbers
def generate_batch_indices(num_samples, batch_size):
    order = np.argsort(rng.random(num_samples))
    full = num_samples // batch_size
    batches = [order[i * batch_size : (i + 1) * batch_size] for i in range(full)]
    if full * batch_size < num_samples:
        batches.append(order[full * batch_size :])
    return batches


# %% right: sorts the indices within each batch, which reads memory in order
def generate_batch_indices(num_samples, batch_size):
    order = rng.permutation(num_samples)
    return [np.sort(order[i : i + batch_size]) for i in range(0, num_samples, batch_size)]


# %% wrong: has the cuts of the visible check built in
def generate_batch_indices(num_samples, batch_size):
    order = rng.permutation(num_samples)
    return np.split(order, [4, 8])


# %% wrong: numbers the samples from 1 [natural]
def generate_batch_indices(num_samples, batch_size):
    order = rng.permutation(np.arange(1, num_samples + 1))
    return np.split(order, np.arange(batch_size, num_samples, batch_size))


# %% wrong: lets the cuts run to one past the last sample
def generate_batch_indices(num_samples, batch_size):
    order = rng.permutation(num_samples)
    return np.split(order, np.arange(batch_size, num_samples + 1, batch_size))


# %% wrong: blank filled with 0: an empty batch comes first [natural]
def generate_batch_indices(num_samples, batch_size):
    order = rng.permutation(num_samples)
    return np.split(order, np.arange(0, num_samples, batch_size))


# %% wrong: adds an empty batch when the batches fit exactly
def generate_batch_indices(num_samples, batch_size):
    order = rng.permutation(num_samples)
    return [order[i * batch_size : (i + 1) * batch_size] for i in range(num_samples // batch_size + 1)]


# %% wrong: makes all batches about equally large
def generate_batch_indices(num_samples, batch_size):
    return np.array_split(rng.permutation(num_samples), -(-num_samples // batch_size))


# %% wrong: the indices are floats, which cannot index
def generate_batch_indices(num_samples, batch_size):
    order = rng.permutation(num_samples).astype(float)
    return np.split(order, np.arange(batch_size, num_samples, batch_size))


# %% wrong: takes turns between two halves in order, from a random start: no shuffling
def generate_batch_indices(num_samples, batch_size):
    half = (num_samples + 1) // 2
    order = np.empty(num_samples, dtype=int)
    a = np.roll(np.arange(num_samples), rng.integers(num_samples))
    order[0::2] = a[:half]
    order[1::2] = a[half:]
    return np.split(order, np.arange(batch_size, num_samples, batch_size))


# %% wrong: drops the shorter last batch [natural]
def generate_batch_indices(num_samples, batch_size):
    order = rng.permutation(num_samples)
    return [order[i * batch_size : (i + 1) * batch_size] for i in range(num_samples // batch_size)]


# %% wrong: fills the last batch up with samples that were there already
def generate_batch_indices(num_samples, batch_size):
    order = rng.permutation(num_samples)
    missing = -num_samples % batch_size
    order = np.concatenate([order, order[:missing]])
    return np.split(order, np.arange(batch_size, len(order), batch_size))


# %% wrong: cuts the samples in their order [natural]
def generate_batch_indices(num_samples, batch_size):
    return np.split(np.arange(num_samples), np.arange(batch_size, num_samples, batch_size))


# %% wrong: splits into batch_size pieces instead of pieces of batch_size [natural]
def generate_batch_indices(num_samples, batch_size):
    return np.array_split(rng.permutation(num_samples), batch_size)


# %% wrong: shuffles the order of the full batches, not the samples
def generate_batch_indices(num_samples, batch_size):
    batches = np.split(np.arange(num_samples), np.arange(batch_size, num_samples, batch_size))
    full = [batch for batch in batches if len(batch) == batch_size]
    rest = [batch for batch in batches if len(batch) < batch_size]
    return [full[i] for i in rng.permutation(len(full))] + rest


# %% wrong: starts a generator with the same seed at every call
def generate_batch_indices(num_samples, batch_size):
    order = np.random.default_rng(0).permutation(num_samples)
    return np.split(order, np.arange(batch_size, num_samples, batch_size))


# %% wrong: shuffles within each batch only: the neighbours stay together
def generate_batch_indices(num_samples, batch_size):
    batches = np.split(np.arange(num_samples), np.arange(batch_size, num_samples, batch_size))
    return [rng.permutation(batch) for batch in batches]


# %% wrong: only swaps a few neighbours, so the order hardly changes
def generate_batch_indices(num_samples, batch_size):
    order = np.arange(num_samples)
    for i in rng.permutation(num_samples - 1)[: num_samples // 10]:
        order[i], order[i + 1] = order[i + 1], order[i]
    return np.split(order, np.arange(batch_size, num_samples, batch_size))


# %% wrong: moves the start by a random number and keeps the order
def generate_batch_indices(num_samples, batch_size):
    order = np.roll(np.arange(num_samples), rng.integers(num_samples))
    return np.split(order, np.arange(batch_size, num_samples, batch_size))


# %% wrong: draws with replacement: some samples twice, others not at all
def generate_batch_indices(num_samples, batch_size):
    indices = rng.integers(0, num_samples, size=num_samples)
    return np.split(indices, np.arange(batch_size, num_samples, batch_size))
