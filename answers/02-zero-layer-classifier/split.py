# %% right: as in the source
def split(num_samples, num_validation):
    """Indices of the samples for training, and of the num_validation for validation: two arrays."""
    order = rng.permutation(num_samples)
    return order[num_validation:], order[:num_validation]


# %% right: a choice without replacement, and all others
def split(num_samples, num_validation):
    validation = np.random.choice(num_samples, num_validation, replace=False)
    return np.setdiff1d(np.arange(num_samples), validation), validation


# %% right: cut from the end, by np.split
def split(num_samples, num_validation):
    return np.split(rng.permutation(num_samples), [num_samples - num_validation])


# %% right: a mask of True and False
def split(num_samples, num_validation):
    mask = np.arange(num_samples) < num_validation
    rng.shuffle(mask)
    return np.flatnonzero(~mask), np.flatnonzero(mask)


# %% right: Python's own shuffle, in lists
def split(num_samples, num_validation):
    import random

    order = list(range(num_samples))
    random.shuffle(order)
    return np.array(order[num_validation:]), np.array(order[:num_validation])


# %% wrong: cuts the samples in their order [natural]
# edit of: as in the source
-    order = rng.permutation(num_samples)
+    order = np.arange(num_samples)


# %% wrong: validation first [natural]
# edit of: as in the source
-    return order[num_validation:], order[:num_validation]
+    return order[:num_validation], order[num_validation:]


# %% wrong: trains on all samples [natural]
# edit of: as in the source
-    return order[num_validation:], order[:num_validation]
+    return order, order[:num_validation]


# %% wrong: shuffles twice, so that the heaps overlap [natural]
# edit of: as in the source
-    return order[num_validation:], order[:num_validation]
+    return order[num_validation:], rng.permutation(num_samples)[:num_validation]


# %% wrong: draws with replacement [natural]
# edit of: as in the source
-    order = rng.permutation(num_samples)
+    order = rng.integers(0, num_samples, size=num_samples)


# %% wrong: the last samples of the training heap are those of validation [natural]
# edit of: as in the source
-    return order[num_validation:], order[:num_validation]
+    return order[:-num_validation], order[:num_validation]


# %% wrong: the same split at every call [natural]
# edit of: as in the source
-    order = rng.permutation(num_samples)
+    order = np.random.default_rng(0).permutation(num_samples)


# %% wrong: begins at a random sample and goes on in order
# edit of: as in the source
-    order = rng.permutation(num_samples)
+    order = np.roll(np.arange(num_samples), rng.integers(num_samples))


# %% wrong: never puts the first sample aside
def split(num_samples, num_validation):
    order = 1 + rng.permutation(num_samples - 1)
    return np.append(order[num_validation:], 0), order[:num_validation]


# %% wrong: masks in place of indices
def split(num_samples, num_validation):
    mask = rng.permutation(num_samples) < num_validation
    return ~mask, mask
