# %% right: as in the source
mended = load(patched(my_text, {place_1: patch_1, place_2: patch_2, place_3: patch_3, place_4: patch_4}))


# %% right: one after the other, from the last line up
mended_text = my_text
for place, patch in sorted([(place_1, patch_1), (place_2, patch_2), (place_3, patch_3), (place_4, patch_4)], reverse=True):
    mended_text = patched(mended_text, {place: patch})
mended = load(mended_text)


# %% right: made of two lists
mended = load(patched(my_text, dict(zip([place_1, place_2, place_3, place_4], [patch_1, patch_2, patch_3, patch_4]))))


# %% right: the patches typed once more
mended = load(patched(my_text, {
    29: "return e / np.sum(e, axis=1, keepdims=True)",
    38: "return -y / (yhat + 1e-12) / len(y)",
    15: "return np.identity(k)[labels]",
    95: "return np.mean(np.argmax(yhat, axis=1) == labels)",
}))


# %% right: the text changed by hand
typed = my_text.split("\n")
typed[28] = "    return e / np.sum(e, axis=1, keepdims=True)"
typed[37] = "    return -y / (yhat + 1e-12) / len(y)"
typed[14] = "    return np.identity(k)[labels]"
typed[94] = "    return np.mean(np.argmax(yhat, axis=1) == labels)"
mended = load("\n".join(typed))


# %% wrong: the first is left out [natural]
mended = load(patched(my_text, {place_2: patch_2, place_3: patch_3, place_4: patch_4}))


# %% wrong: the second is left out [natural]
mended = load(patched(my_text, {place_1: patch_1, place_3: patch_3, place_4: patch_4}))


# %% wrong: the third is left out [natural]
mended = load(patched(my_text, {place_1: patch_1, place_2: patch_2, place_4: patch_4}))


# %% wrong: the fourth is left out [natural]
mended = load(patched(my_text, {place_1: patch_1, place_2: patch_2, place_3: patch_3}))


# %% wrong: the network as it was [natural]
mended = load(my_text)


# %% wrong: only the last one [natural]
mended = mended_4


# %% wrong: the four networks laid over each other [natural]
mended = mended_1 | mended_2 | mended_3 | mended_4


# %% wrong: the text, not the network [natural]
mended = patched(my_text, {place_1: patch_1, place_2: patch_2, place_3: patch_3, place_4: patch_4})


# %% wrong: two patches change places [natural]
mended = load(patched(my_text, {place_1: patch_2, place_2: patch_1, place_3: patch_3, place_4: patch_4}))


# %% wrong: always patches the text that is printed, so that the last patch is the only one [natural]
for place, patch in [(place_1, patch_1), (place_2, patch_2), (place_3, patch_3), (place_4, patch_4)]:
    mended = load(patched(my_text, {place: patch}))


# %% wrong: the mended parts in a dictionary, where the others do not see them
mended = {**broken, "softmax": mended_1["softmax"], "loss_back": mended_2["loss_back"],
          "one_hot": mended_3["one_hot"], "accuracy": mended_4["accuracy"]}
