"""MNIST and Fashion-MNIST, from the first place that has them.

1. The folder named by the environment variable `NBJUDGE_DATA`, which holds `mnist.npz` and
   `fashion_mnist.npz`. The word `digits` there asks for the offline digits at once.
2. Keras's own cache (`$KERAS_HOME`, else `~/.keras`).
3. Keras's download, into that same cache.
4. Where nothing can be downloaded: scikit-learn's handwritten digits, scaled to 28x28, which one
   printed line announces.

Every array of 1 to 3 is compared with its published SHA-256 before it is used.
"""

import contextlib
import gzip
import hashlib
import os
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import numpy as np

from nbjudge.errors import NbjudgeError

__all__ = ["DataError", "load_fashion_mnist", "load_mnist"]

_KERAS_URL = "https://storage.googleapis.com/tensorflow/tf-keras-datasets/"
# Keras publishes none for Fashion-MNIST; the arrays of both are proven by their own digests.
_KERAS_SHA256 = {"mnist.npz": "731c5ac602752760c8e48fbffcf8c3b850d9dc2a2aedcf2cc48468fc17b673d1"}
_TIMEOUT = (5, 30)  # seconds to connect, and between two pieces: a class must not hang

_SHAPES = {
    "x_train": (60000, 28, 28),
    "y_train": (60000,),
    "x_test": (10000, 28, 28),
    "y_test": (10000,),
}


class DataError(NbjudgeError):
    """A data file is missing, damaged, or not the data set that it should be."""


class _DataSet(NamedTuple):
    title: str
    archive: str  # the file's name in the folder NBJUDGE_DATA
    keras_folder: str  # below Keras's home
    keras_files: dict  # file in that folder: names of the arrays in it
    digests: dict  # array: SHA-256 of its original, unpacked IDX file (header and values)

    @property
    def way_out(self):
        return f"set NBJUDGE_DATA to a folder that holds {self.archive}"


_MNIST = _DataSet(
    title="MNIST",
    archive="mnist.npz",
    keras_folder="datasets",
    keras_files={"mnist.npz": tuple(_SHAPES)},
    digests={
        "x_train": "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
        "y_train": "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
        "x_test": "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
        "y_test": "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
    },
)
_FASHION_MNIST = _DataSet(
    title="Fashion-MNIST",
    archive="fashion_mnist.npz",
    keras_folder="datasets/fashion-mnist",
    keras_files={
        "train-labels-idx1-ubyte.gz": ("y_train",),
        "train-images-idx3-ubyte.gz": ("x_train",),
        "t10k-labels-idx1-ubyte.gz": ("y_test",),
        "t10k-images-idx3-ubyte.gz": ("x_test",),
    },
    digests={
        "x_train": "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
        "y_train": "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
        "x_test": "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
        "y_test": "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
    },
)


def load_mnist():
    """Load MNIST, the handwritten digits of LeCun, Cortes and Burges.

    Returns what `keras.datasets.mnist.load_data()` returns. With no network and no file at hand,
    1437 + 360 digits of scikit-learn take its place, and one printed line says so.

    Returns
    -------
    (x_train, y_train) : uint8 arrays, shapes (60000, 28, 28) and (60000,)
        Images with ink as 255 on background 0, and the digits 0 to 9 that they show.
    (x_test, y_test) : uint8 arrays, shapes (10000, 28, 28) and (10000,)

    Raises
    ------
    DataError
        If NBJUDGE_DATA names no folder, if a file or a download is damaged or is not MNIST, or if
        scikit-learn is needed and is not installed.
    """
    return _load(_MNIST)


def load_fashion_mnist():
    """Load Fashion-MNIST, the pictures of clothes by Zalando Research (MIT licence).

    Returns what `keras.datasets.fashion_mnist.load_data()` returns. With no network and no file at
    hand, 1437 + 360 digits of scikit-learn take its place, and one printed line says so.

    Returns
    -------
    (x_train, y_train) : uint8 arrays, shapes (60000, 28, 28) and (60000,)
        Images with values 0 to 255, and their classes: 0 T-shirt/top, 1 trouser, 2 pullover,
        3 dress, 4 coat, 5 sandal, 6 shirt, 7 sneaker, 8 bag, 9 ankle boot.
    (x_test, y_test) : uint8 arrays, shapes (10000, 28, 28) and (10000,)

    Raises
    ------
    DataError
        As for `load_mnist`.
    """
    return _load(_FASHION_MNIST)


def _load(data_set):
    setting = os.environ.get("NBJUDGE_DATA", "")
    if setting == "digits":
        arrays = _digits(data_set, "NBJUDGE_DATA is set to digits")
    else:
        arrays = _from_folder(data_set, setting) if setting else None
    if arrays is None:
        try:
            arrays = _from_keras(data_set)
        except OSError as error:
            not_there = f"{setting} does not hold {data_set.archive}, and " if setting else ""
            host = urlsplit(_KERAS_URL).netloc
            arrays = _digits(data_set, f"{not_there}no download from {host}: {_brief(error)}")
    return (arrays["x_train"], arrays["y_train"]), (arrays["x_test"], arrays["y_test"])


def _from_folder(data_set, setting):
    """Read the archive in the folder NBJUDGE_DATA; None if that folder does not hold it."""
    folder = Path(setting).expanduser()
    if not folder.is_dir():
        raise DataError(
            f"NBJUDGE_DATA is set to {setting}, which is not a folder. Set it to a folder that "
            f"holds {data_set.archive}, or to the word digits, or unset it."
        )
    path = folder / data_set.archive
    try:
        return _read(path, data_set, _SHAPES)
    except FileNotFoundError:
        return None
    except ValueError as error:
        raise DataError(
            f"{path} cannot be used as {data_set.title}: {error}. Put a sound copy in its place, "
            "or remove it and nbjudge will look in Keras's cache and download."
        ) from error


def _from_keras(data_set):
    """Read Keras's cache, and download what is missing there or damaged."""
    home = Path(os.environ.get("KERAS_HOME") or "~/.keras").expanduser()
    folder = home / data_set.keras_folder
    advice = f"Try again later, or {data_set.way_out}."
    arrays, wanted, damage = {}, [], ""
    for name, keys in data_set.keras_files.items():
        try:
            arrays |= _read(folder / name, data_set, keys)
        except FileNotFoundError:
            wanted.append(name)
        except ValueError as error:
            wanted.append(name)
            damage = f"{folder / name} cannot be used as {data_set.title}: {error}. "
    for name in wanted:
        url = _KERAS_URL + name
        try:
            arrays |= _download(url, folder / name, data_set)
        except OSError as error:
            if not damage:
                raise  # there was no file and there is no network: time for the offline digits
            raise DataError(f"{damage}No download from {url}: {_brief(error)}. {advice}") from None
        except ValueError as error:
            raise DataError(
                f"{damage}The download {url} cannot be used as {data_set.title}: {error}. {advice}"
            ) from None
    return arrays


def _download(url, path, data_set):
    """Fetch one file of Keras's; it enters the cache only when its arrays are proven."""
    import pooch  # here, because it costs more time than the rest of this module

    pooch.get_logger().setLevel("ERROR")
    path.parent.mkdir(parents=True, exist_ok=True)
    # Inside the cache, so that the last step is a rename: another notebook never sees half a file.
    with tempfile.TemporaryDirectory(dir=path.parent) as scratch:
        fetcher = pooch.HTTPDownloader(timeout=_TIMEOUT)
        known_hash = _KERAS_SHA256.get(path.name)
        file = Path(pooch.retrieve(url, known_hash, path.name, scratch, downloader=fetcher))
        arrays = _read(file, data_set, data_set.keras_files[path.name])
        file.chmod(0o644)  # pooch leaves it private, but a class may share the cache
        file.replace(path)
    return arrays


def _read(path, data_set, keys):
    """Read the named arrays; ValueError says what is wrong with the file, if anything is."""
    try:
        arrays = _read_idx(path, *keys) if path.suffix == ".gz" else _read_npz(path, keys)
    except FileNotFoundError:
        raise
    except Exception as error:  # zipfile, gzip, zlib, lzma and numpy each raise their own kinds
        raise ValueError(str(error).rstrip(".") or type(error).__name__) from error
    for key, array in arrays.items():
        if (array.dtype, array.shape) != (np.uint8, _SHAPES[key]):
            raise ValueError(
                f"{key} is {array.dtype} of shape {array.shape}, not uint8 of {_SHAPES[key]}"
            )
        if _digest(array) != data_set.digests[key]:
            raise ValueError(f"the values of {key} are not those of {data_set.title}")
    return arrays


def _read_npz(path, keys):
    # Not by numpy.load, which takes a file that is no zip for a pickle and says so.
    with zipfile.ZipFile(path) as archive:
        missing = [key for key in keys if f"{key}.npy" not in archive.namelist()]
        if missing:
            raise ValueError(f"it holds no array {', '.join(missing)}")
        arrays = {}
        for key in keys:
            with archive.open(f"{key}.npy") as member:
                arrays[key] = np.lib.format.read_array(member, allow_pickle=False)
        return arrays


def _read_idx(path, key):
    # A bytearray, because an array over bytes cannot be written to.
    content = bytearray(gzip.decompress(path.read_bytes()))
    header = _idx_header(_SHAPES[key])
    if not content.startswith(header):
        raise ValueError(f"it does not begin like an IDX file of {key}")
    return {key: np.frombuffer(content, np.uint8, offset=len(header)).reshape(_SHAPES[key])}


def _idx_header(shape):
    return bytes([0, 0, 8, len(shape)]) + np.array(shape, ">u4").tobytes()  # 8: unsigned bytes


def _digest(array):
    """Hash an array as its IDX file, so that the published digests are the ones to compare."""
    digest = hashlib.sha256(_idx_header(array.shape))
    digest.update(np.ascontiguousarray(array))
    return digest.hexdigest()


def _brief(error):
    """Say in a few words why a download failed: the errors of requests fill half a page."""
    where = f": {error.filename}" if error.filename else ""
    return f"{error.strerror or type(error).__name__}{where}"


def _digits(data_set, reason):
    """Make the offline digits look like MNIST, and say that they are used."""
    try:
        from scipy.ndimage import zoom
        from sklearn.datasets import load_digits
    except ImportError:
        raise DataError(
            f"{data_set.title} is not at hand ({reason}), and scikit-learn, whose digits would "
            "take its place, is not installed. Run pip install scikit-learn, or "
            f"{data_set.way_out}."
        ) from None
    digits = load_digits()
    images = zoom(digits.images, (1, 3, 3), order=1) * (255 / 16)  # scikit-learn's ink is 0 to 16
    images = np.pad(images, ((0, 0), (2, 2), (2, 2))).round().clip(0, 255).astype(np.uint8)
    labels = digits.target.astype(np.uint8)
    train, test = np.split(np.random.default_rng(0).permutation(len(labels)), [1437])
    print(
        f"In place of {data_set.title} ({reason}): scikit-learn's handwritten digits, "
        f"{len(train)} training and {len(test)} test images of 28x28. "
        f"For {data_set.title} itself, {data_set.way_out}."
    )
    arrays = images[train], labels[train], images[test], labels[test]
    return dict(zip(_SHAPES, arrays, strict=True))


def _main():
    """Print what NBJUDGE_DATA must be, so that many processes need not each look for the data."""
    with contextlib.redirect_stdout(sys.stderr):
        (images, _), _ = load_mnist()
        found = len(images) == _SHAPES["x_train"][0]
        if found:
            print(f"Data: MNIST, {len(images):,} training images.")
    print(os.environ.get("NBJUDGE_DATA", "") if found else "digits")


if __name__ == "__main__":
    _main()
