# Images: PIL and arrays of pixels.
# %% locked setup
import numpy as np
from PIL import Image
# %% solution picture
picture = Image.new("RGB", (40, 30), (255, 0, 0))
# %% wrong
picture = Image.new("RGB", (30, 40), (255, 0, 0))
# %% test
assert isinstance(picture, Image.Image)
assert picture.size == (40, 30) and picture.getpixel((0, 0)) == (255, 0, 0)
# %% solution grey
def grey(image):
    """The mean of the three colours, as an array of bytes."""
    return np.asarray(image).mean(axis=2).astype(np.uint8)
# %% wrong
def grey(image):
    return np.asarray(image).sum(axis=2)
# %% test
result = grey(np.full((2, 3, 3), 90, dtype=np.uint8))
assert result.shape == (2, 3) and result.dtype == np.uint8 and (result == 90).all()
### BEGIN HIDDEN TESTS
sample = np.arange(24, dtype=np.uint8).reshape(2, 4, 3)
np.testing.assert_array_equal(grey(sample), sample.mean(axis=2).astype(np.uint8))
### END HIDDEN TESTS
