# %% right: as in the source
shown_loss = np.log(my_classes) / my_classes


# %% right: in single precision
shown_loss = np.float32(np.log(my_classes)) / np.float32(my_classes)


# %% right: to three digits
shown_loss = float(f"{np.log(my_classes) / my_classes:.3g}")


# %% wrong: that of the right loss [natural]
shown_loss = np.log(my_classes)


# %% wrong: divided by the images [natural]
shown_loss = np.log(my_classes) / my_batch


# %% wrong: divided by images and classes [natural]
shown_loss = np.log(my_classes) / (my_batch * my_classes)


# %% wrong: a probability [natural]
shown_loss = 1 / my_classes


# %% wrong: larger instead of smaller [natural]
shown_loss = np.log(my_classes) * my_classes


# %% wrong: half of it
shown_loss = np.log(my_classes) / my_classes / 2
