"""Do the loaders give the true data, from the right place, and say so when they cannot?

With NBJUDGE_DATA set to a folder with the real files, all tests run on these. Without it, files of
the same names and shapes stand in for them, and only the tests of the real data are skipped.
"""

import gzip
import hashlib
import http.server
import io
import os
import socket
import struct
import subprocess
import sys
import threading
import zipfile
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from nablabook import data
from nablabook.data import DataError

REAL = os.environ.get("NBJUDGE_DATA", "")
REAL_FOLDER = Path(REAL).expanduser()
KERAS_URL = data._KERAS_URL  # the tests change it
LOADERS = {"mnist.npz": data.load_mnist, "fashion_mnist.npz": data.load_fashion_mnist}
SHAPES = {
    "x_train": (60000, 28, 28),
    "y_train": (60000,),
    "x_test": (10000, 28, 28),
    "y_test": (10000,),
}
IDX_FILES = {
    "x_train": "train-images-idx3-ubyte.gz",
    "y_train": "train-labels-idx1-ubyte.gz",
    "x_test": "t10k-images-idx3-ubyte.gz",
    "y_test": "t10k-labels-idx1-ubyte.gz",
}


def idx(array):
    """Write an array as an IDX file, independently of the package."""
    return struct.pack(f">HBB{array.ndim}I", 0, 8, array.ndim, *array.shape) + array.tobytes()


def by_name(loaded):
    (x_train, y_train), (x_test, y_test) = loaded
    return {"x_train": x_train, "y_train": y_train, "x_test": x_test, "y_test": y_test}


def same(loaded, archive):
    """Are the loaded arrays those of the archive?"""
    with np.load(archive) as truth:
        return all(np.array_equal(array, truth[key]) for key, array in by_name(loaded).items())


@pytest.fixture(scope="session")
def source(tmp_path_factory):
    """The folder with the real files; without one, a folder with their stand-ins."""
    if REAL and REAL_FOLDER.is_dir():
        return REAL_FOLDER
    folder = tmp_path_factory.mktemp("stand-in")
    for value, name in enumerate(LOADERS, start=1):
        arrays = {key: np.full(shape, value, np.uint8) for key, shape in SHAPES.items()}
        np.savez_compressed(folder / name, **arrays)
    return folder


@pytest.fixture
def truth(source, monkeypatch):
    """`source`, whose files count as true: with stand-ins, the digests are theirs."""
    if source == REAL_FOLDER:
        return source
    for attribute, name in (("_MNIST", "mnist.npz"), ("_FASHION_MNIST", "fashion_mnist.npz")):
        with np.load(source / name) as archive:
            digests = {key: hashlib.sha256(idx(archive[key])).hexdigest() for key in SHAPES}
        stand_in = getattr(data, attribute)._replace(digests=digests)
        monkeypatch.setattr(data, attribute, stand_in)
    return source


@pytest.fixture(scope="session")
def keras_server(source, tmp_path_factory):
    """The files that Keras's server has, made from `source`."""
    folder = tmp_path_factory.mktemp("server")
    (folder / "mnist.npz").write_bytes((source / "mnist.npz").read_bytes())
    with np.load(source / "fashion_mnist.npz") as archive:
        for key, name in IDX_FILES.items():
            (folder / name).write_bytes(gzip.compress(idx(archive[key]), compresslevel=1))
    return folder


@pytest.fixture(autouse=True)
def clean_place(tmp_path, monkeypatch):
    """No test sees the user's cache, settings or network; returns Keras's home."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "keras"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.delenv("NBJUDGE_DATA", raising=False)
    with socket.socket() as listener:  # a port that was free a moment ago is closed now
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    monkeypatch.setattr(data, "_KERAS_URL", f"http://127.0.0.1:{port}/")
    return tmp_path / "keras"


@pytest.fixture
def serve(monkeypatch):
    """Call it with a folder, and downloads come from there; it returns the list of requests."""
    servers = []

    def start(folder):
        requests = []

        class Handler(http.server.SimpleHTTPRequestHandler):
            def log_message(self, _format, *args):
                requests.append(args[0])

        address = ("127.0.0.1", 0)
        server = http.server.ThreadingHTTPServer(address, partial(Handler, directory=folder))
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setattr(data, "_KERAS_URL", f"http://127.0.0.1:{server.server_port}/")
        if (folder / "mnist.npz").exists():
            sha256 = hashlib.sha256((folder / "mnist.npz").read_bytes()).hexdigest()
            monkeypatch.setitem(data._KERAS_SHA256, "mnist.npz", sha256)
        return requests

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty folder that NBJUDGE_DATA names."""
    place = tmp_path / "data"
    place.mkdir()
    monkeypatch.setenv("NBJUDGE_DATA", str(place))
    return place


# The real data


@pytest.mark.parametrize(
    ("name", "mean", "std"),
    [("mnist.npz", 0.13066, 0.30811), ("fashion_mnist.npz", 0.28604, 0.35302)],
)
def test_real_data(name, mean, std, monkeypatch, capsys):
    """Are the real files accepted, and are they what the books say?"""
    if REAL in ("", "digits"):
        pytest.skip("NBJUDGE_DATA names no folder with the real data")
    monkeypatch.setenv("NBJUDGE_DATA", REAL)
    arrays = by_name(LOADERS[name]())
    assert {key: array.shape for key, array in arrays.items()} == SHAPES
    assert all(array.dtype == np.uint8 for array in arrays.values())
    assert arrays["x_train"].mean() / 255 == pytest.approx(mean, abs=5e-6)
    assert arrays["x_train"].std() / 255 == pytest.approx(std, abs=5e-6)
    assert set(arrays["y_train"]) == set(arrays["y_test"]) == set(range(10))
    assert capsys.readouterr() == ("", "")


# The folder NBJUDGE_DATA


@pytest.mark.parametrize("name", LOADERS)
def test_folder(name, truth, monkeypatch, capsys):
    """Do the arrays come from the folder, writable and without a word?"""
    monkeypatch.setenv("NBJUDGE_DATA", str(truth))
    loaded = LOADERS[name]()
    assert same(loaded, truth / name)
    assert all(array.flags.writeable for array in by_name(loaded).values())
    assert capsys.readouterr() == ("", "")


def test_folder_may_be_below_home(truth, tmp_path, monkeypatch):
    """Is ~ understood, and a file that was compressed anew accepted?"""
    (tmp_path / "mine").mkdir()
    with np.load(truth / "mnist.npz") as archive:
        np.savez(tmp_path / "mine" / "mnist.npz", **archive)
    monkeypatch.setenv("NBJUDGE_DATA", "~/mine")
    assert same(data.load_mnist(), truth / "mnist.npz")


@pytest.mark.parametrize("kind", ["nothing", "a file"])
def test_folder_that_is_none(kind, tmp_path, monkeypatch):
    """Is a NBJUDGE_DATA that names no folder refused?"""
    place = tmp_path / "mnist"
    if kind == "a file":
        place.touch()
    monkeypatch.setenv("NBJUDGE_DATA", str(place))
    with pytest.raises(DataError) as caught:
        data.load_mnist()
    assert str(caught.value) == (
        f"NBJUDGE_DATA is set to {place}, which is not a folder. Set it to a folder that holds "
        "mnist.npz, or to the word digits, or unset it."
    )


def npz(**changes):
    """The bytes of an archive of small, wrong arrays; None leaves an array out."""
    arrays = {key: np.zeros((2, *shape[1:]), np.uint8) for key, shape in SHAPES.items()} | changes
    content = io.BytesIO()
    np.savez(content, **{key: array for key, array in arrays.items() if array is not None})
    return content.getvalue()


def flip(content):
    """Change one byte in the values of the archive's first array."""
    content = bytearray(content)
    content[content.index(b"\x93NUMPY") + 128 + 100] ^= 1
    return bytes(content)


def rezip(content, **members):
    """Replace members of a zip by other bytes."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            new.writestr(name, members.get(name.removesuffix(".npy"), old.read(name)))
    return changed.getvalue()


def full(**changes):
    """The bytes of an archive of the right shapes and wrong values."""
    content = io.BytesIO()
    arrays = {key: np.zeros(shape, np.uint8) for key, shape in SHAPES.items()} | changes
    np.savez_compressed(content, **arrays)
    return content.getvalue()


DAMAGED = {
    "empty": (lambda: b"", "File is not a zip file"),
    "not a zip": (lambda: b"<html>Please log in</html>", "File is not a zip file"),
    "a pickle": (lambda: b"\x80\x04\x95\x00.", "File is not a zip file"),
    "truncated": (lambda: npz()[:-500], "File is not a zip file"),
    "bad CRC": (lambda: flip(npz()), "Bad CRC-32 for file 'x_train.npy'"),
    "missing key": (lambda: npz(y_test=None), "it holds no array y_test"),
    "missing keys": (
        lambda: npz(x_train=None, y_test=None),
        "it holds no array x_train, y_test",
    ),
    "objects": (
        lambda: npz(y_train=np.array([{}, None], object)),
        "Object arrays cannot be loaded when allow_pickle=False",
    ),
    "member that is no array": (
        lambda: rezip(npz(), x_train=b"no array at all"),
        "the magic string is not correct",
    ),
    "member cut short": (
        lambda: rezip(npz(), x_train=np.lib.format.magic(1, 0) + b"\x01"),
        "EOF: reading array header length",
    ),
    "wrong shape": (
        npz,
        "x_train is uint8 of shape (2, 28, 28), not uint8 of (60000, 28, 28)",
    ),
    "wrong dtype": (
        lambda: npz(x_train=np.zeros((2, 28, 28))),
        "x_train is float64 of shape (2, 28, 28), not uint8 of (60000, 28, 28)",
    ),
    "wrong values": (full, "the values of x_train are not those of MNIST"),
}


@pytest.mark.parametrize("kind", DAMAGED)
def test_damaged_file_in_folder(kind, folder):
    """Is each kind of damage named, with the file and the next step?"""
    content, problem = DAMAGED[kind]
    (folder / "mnist.npz").write_bytes(content())
    with pytest.raises(DataError) as caught:
        data.load_mnist()
    message = str(caught.value)
    assert message.startswith(f"{folder / 'mnist.npz'} cannot be used as MNIST: ")
    assert problem in message
    assert message.endswith(
        ". Put a sound copy in its place, or remove it and nbjudge will look in Keras's cache "
        "and download."
    )


@pytest.mark.parametrize("key", SHAPES)
def test_one_changed_value_is_found(key, truth, folder):
    """Is one wrong value among millions found, in each array?"""
    with np.load(truth / "mnist.npz") as archive:
        arrays = dict(archive)
    arrays[key].flat[-1] ^= 1
    np.savez(folder / "mnist.npz", **arrays)
    with pytest.raises(DataError, match=f"the values of {key} are not those of MNIST"):
        data.load_mnist()


def test_mistaken_file_is_found(truth, folder):
    """Is Fashion-MNIST under the name of MNIST refused?"""
    (folder / "mnist.npz").symlink_to(truth / "fashion_mnist.npz")
    with pytest.raises(DataError, match="the values of x_train are not those of MNIST"):
        data.load_mnist()


# Keras's cache and Keras's download


def test_home_of_keras(truth, keras_server, tmp_path, monkeypatch):
    """Without KERAS_HOME, is the cache in ~/.keras?"""
    monkeypatch.delenv("KERAS_HOME")
    cache = tmp_path / ".keras" / "datasets"
    cache.mkdir(parents=True)
    (cache / "mnist.npz").symlink_to(keras_server / "mnist.npz")
    assert same(data.load_mnist(), truth / "mnist.npz")


@pytest.mark.parametrize("name", LOADERS)
def test_download_fills_the_cache(name, truth, keras_server, serve, clean_place, capfd):
    """Is it downloaded once, quietly, to where Keras looks for it, and then read from there?"""
    requests = serve(keras_server)
    for _ in range(2):
        loaded = LOADERS[name]()
        assert same(loaded, truth / name)
        assert all(array.flags.writeable for array in by_name(loaded).values())
    if name == "mnist.npz":
        cached = {"datasets/mnist.npz"}
    else:
        cached = {f"datasets/fashion-mnist/{file}" for file in IDX_FILES.values()}
    files = [path for path in clean_place.rglob("*") if path.is_file()]
    assert {path.relative_to(clean_place).as_posix() for path in files} == cached
    assert all(path.stat().st_mode & 0o777 == 0o644 for path in files)
    assert len(requests) == len(cached)
    assert capfd.readouterr() == ("", "")


def test_folder_without_the_file(truth, keras_server, serve, folder):
    """Is the next source used when the folder does not hold the file?"""
    requests = serve(keras_server)
    assert same(data.load_mnist(), truth / "mnist.npz")
    assert requests == ["GET /mnist.npz HTTP/1.1"]
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"junk", b"\x1f\x8b\x08"])
def test_damaged_cache_is_replaced(content, truth, keras_server, serve, clean_place):
    """Is only the damaged file of the four downloaded anew?"""
    cache = clean_place / "datasets" / "fashion-mnist"
    cache.mkdir(parents=True)
    for name in IDX_FILES.values():
        (cache / name).write_bytes((keras_server / name).read_bytes())
    (cache / IDX_FILES["y_test"]).write_bytes(content)
    requests = serve(keras_server)
    assert same(data.load_fashion_mnist(), truth / "fashion_mnist.npz")
    assert requests == [f"GET /{IDX_FILES['y_test']} HTTP/1.1"]
    assert (cache / IDX_FILES["y_test"]).read_bytes() != content


def test_damaged_cache_without_network(clean_place, capsys):
    """Is the user's damaged file named and kept, and are the digits not used in silence?"""
    cached = clean_place / "datasets" / "mnist.npz"
    cached.parent.mkdir(parents=True)
    cached.write_bytes(b"junk")
    with pytest.raises(DataError) as caught:
        data.load_mnist()
    assert str(caught.value) == (
        f"{cached} cannot be used as MNIST: File is not a zip file. "
        f"No download from {data._KERAS_URL}mnist.npz: ConnectionError. "
        "Try again later, or set NBJUDGE_DATA to a folder that holds mnist.npz."
    )
    assert caught.value.__suppress_context__  # no pages of urllib3 below it
    assert cached.read_bytes() == b"junk"
    assert capsys.readouterr().out == ""


def test_damaged_idx_files(clean_place):
    """Are a cut file and one of another shape named, when the network is away?"""
    cache = clean_place / "datasets" / "fashion-mnist"
    cache.mkdir(parents=True)
    file = cache / IDX_FILES["y_train"]
    labels = np.zeros(60000, np.uint8)
    for content, problem in (
        (b"junk", "Not a gzipped file (b'ju')"),
        (gzip.compress(idx(labels))[:-10], "Compressed file ended before"),
        (gzip.compress(b""), "it does not begin like an IDX file of y_train"),
        (gzip.compress(idx(labels[1:])), "it does not begin like an IDX file of y_train"),
        (gzip.compress(idx(labels)[:-1]), "cannot reshape array"),
        (gzip.compress(idx(labels)), "the values of y_train are not those of Fashion-MNIST"),
    ):
        file.write_bytes(content)
        with pytest.raises(DataError) as caught:
            data.load_fashion_mnist()
        assert str(caught.value).startswith(f"{file} cannot be used as Fashion-MNIST: {problem}")


def test_download_with_wrong_checksum(keras_server, serve, clean_place, monkeypatch):
    """Is a file refused that has not Keras's checksum, and kept out of the cache?"""
    serve(keras_server)
    monkeypatch.setitem(data._KERAS_SHA256, "mnist.npz", "0" * 64)
    with pytest.raises(DataError) as caught:
        data.load_mnist()
    message = str(caught.value)
    assert message.startswith(
        f"The download {data._KERAS_URL}mnist.npz cannot be used as MNIST: "
        "SHA256 hash of downloaded file (mnist.npz) does not match the known hash"
    )
    assert message.endswith(
        "Try again later, or set NBJUDGE_DATA to a folder that holds mnist.npz."
    )
    assert caught.value.__suppress_context__
    assert list((clean_place / "datasets").iterdir()) == []


def test_download_of_something_else(serve, tmp_path, clean_place):
    """Is a log-in page in place of Fashion-MNIST, which has no checksum, kept out of the cache?"""
    place = tmp_path / "portal"
    place.mkdir()
    for name in IDX_FILES.values():
        (place / name).write_bytes(b"<html>Please log in</html>")
    serve(place)
    with pytest.raises(DataError) as caught:
        data.load_fashion_mnist()
    assert str(caught.value) == (
        f"The download {data._KERAS_URL}train-labels-idx1-ubyte.gz cannot be used as "
        "Fashion-MNIST: Not a gzipped file (b'<h'). "
        "Try again later, or set NBJUDGE_DATA to a folder that holds fashion_mnist.npz."
    )
    assert list((clean_place / "datasets" / "fashion-mnist").iterdir()) == []


def test_published_address_and_checksum():
    """Are they the ones in Keras's own source?"""
    assert KERAS_URL == "https://storage.googleapis.com/tensorflow/tf-keras-datasets/"
    assert data._KERAS_SHA256 == {
        "mnist.npz": "731c5ac602752760c8e48fbffcf8c3b850d9dc2a2aedcf2cc48468fc17b673d1"
    }


# The offline digits


@pytest.mark.parametrize(
    ("name", "title"), [("mnist.npz", "MNIST"), ("fashion_mnist.npz", "Fashion-MNIST")]
)
def test_digits_on_demand(name, title, monkeypatch, capsys):
    """Does the word digits give them, and is it said once, in one line, on stdout?"""
    monkeypatch.setenv("NBJUDGE_DATA", "digits")
    LOADERS[name]()
    assert capsys.readouterr() == (
        f"In place of {title} (NBJUDGE_DATA is set to digits): scikit-learn's handwritten digits, "
        f"1437 training and 360 test images of 28x28. For {title} itself, set NBJUDGE_DATA to a "
        f"folder that holds {name}.\n",
        "",
    )


def test_digits_look_like_mnist(monkeypatch):
    """Are shapes, types, range, margin and classes those of MNIST?"""
    monkeypatch.setenv("NBJUDGE_DATA", "digits")
    arrays = by_name(data.load_mnist())
    assert {key: array.shape for key, array in arrays.items()} == {
        "x_train": (1437, 28, 28),
        "y_train": (1437,),
        "x_test": (360, 28, 28),
        "y_test": (360,),
    }
    assert all(array.dtype == np.uint8 for array in arrays.values())
    assert all(array.flags.writeable for array in arrays.values())
    for part in ("train", "test"):
        images, labels = arrays[f"x_{part}"], arrays[f"y_{part}"]
        assert (images.min(), images.max()) == (0, 255)
        assert set(labels) == set(range(10))
        assert not images[:, [0, 1, 26, 27], :].any()
        assert not images[:, :, [0, 1, 26, 27]].any()
        assert 0.2 < images.mean() / 255 < 0.3


def test_digits_are_scikit_learns(monkeypatch):
    """Does every image still show its own digit, each of them once?"""
    from sklearn.datasets import load_digits

    monkeypatch.setenv("NBJUDGE_DATA", "digits")
    (x_train, y_train), (x_test, y_test) = data.load_mnist()
    # The corners of the enlarged image are the corners of the small one.
    images, labels = np.concatenate([x_train, x_test]), np.concatenate([y_train, y_test])
    digits = load_digits()
    small = np.round(digits.images * 255 / 16)[:, [0, 0, 7, 7], [0, 7, 0, 7]]
    large = images[:, [2, 2, 25, 25], [2, 25, 2, 25]]
    assert sorted(map(tuple, np.c_[large, labels])) == sorted(
        map(tuple, np.c_[small, digits.target])
    )
    assert len(np.unique(images.reshape(1797, -1), axis=0)) == 1797


def test_digits_are_the_same_each_time(monkeypatch):
    """Do two calls, and two machines, give the same images in the same order?"""
    monkeypatch.setenv("NBJUDGE_DATA", "digits")
    first, second = by_name(data.load_mnist()), by_name(data.load_fashion_mnist())
    assert all(np.array_equal(first[key], second[key]) for key in SHAPES)
    assert first["y_test"][:10].tolist() == [0, 8, 8, 9, 8, 3, 7, 5, 0, 6]


def test_no_network(capsys):
    """Are the digits used, and is it said once, in one line, on stdout?"""
    (x_train, _), _ = data.load_mnist()
    assert x_train.shape == (1437, 28, 28)
    host = data._KERAS_URL.split("/")[2]
    assert capsys.readouterr() == (
        f"In place of MNIST (no download from {host}: ConnectionError): scikit-learn's "
        "handwritten digits, 1437 training and 360 test images of 28x28. For MNIST itself, "
        "set NBJUDGE_DATA to a folder that holds mnist.npz.\n",
        "",
    )


def test_no_network_and_folder_without_the_file(folder, capsys):
    """Does the line also say that the folder does not hold the file?"""
    data.load_mnist()
    line = capsys.readouterr().out
    assert line.startswith(f"In place of MNIST ({folder} does not hold mnist.npz, and no download")
    assert line.count("\n") == 1


def test_file_not_on_the_server(serve, tmp_path, capsys):
    """Does an HTTP error count as no network?"""
    place = tmp_path / "nothing"
    place.mkdir()
    serve(place)
    data.load_mnist()
    assert ": HTTPError): scikit-learn's handwritten digits" in capsys.readouterr().out


def test_silent_server(monkeypatch, capsys):
    """Is a server that accepts and never answers given up, at the limits set for it?"""
    assert data._TIMEOUT == (5, 30)
    monkeypatch.setattr(data, "_TIMEOUT", (5, 0.2))
    with socket.create_server(("127.0.0.1", 0)) as server:
        monkeypatch.setattr(data, "_KERAS_URL", f"http://127.0.0.1:{server.getsockname()[1]}/")
        data.load_mnist()
    assert ": ReadTimeout): scikit-learn's handwritten digits" in capsys.readouterr().out


def test_cache_that_cannot_be_made(tmp_path, monkeypatch, capsys):
    """Does the line name a cache that cannot be written?"""
    (tmp_path / "keras").mkdir()
    (tmp_path / "keras" / "datasets").symlink_to(tmp_path / "gone")
    data.load_mnist()
    assert f"{tmp_path / 'keras' / 'datasets'}): " in capsys.readouterr().out


@pytest.mark.parametrize("setting", ["digits", ""])
def test_without_scikit_learn(setting, monkeypatch, capsys):
    """Is it said what to install, without pages about the network?"""
    monkeypatch.setenv("NBJUDGE_DATA", setting)
    monkeypatch.setitem(sys.modules, "sklearn.datasets", None)
    with pytest.raises(DataError) as caught:
        data.load_mnist()
    message = str(caught.value)
    assert message.startswith("MNIST is not at hand (")
    assert message.endswith(
        "), and scikit-learn, whose digits would take its place, is not installed. "
        "Run pip install scikit-learn, or set NBJUDGE_DATA to a folder that holds mnist.npz."
    )
    assert caught.value.__suppress_context__
    assert capsys.readouterr().out == ""


# The module


def test_public_names():
    """Are these two functions and their error all that the module offers?"""
    assert data.__all__ == ["DataError", "load_fashion_mnist", "load_mnist"]


def test_import_is_light():
    """Does the import leave the slow libraries alone?"""
    heavy = {"pooch", "requests", "scipy", "sklearn", "keras", "tensorflow", "matplotlib"}
    code = f"import sys, nablabook.data; print({heavy} & set(sys.modules))"
    root = Path(data.__file__).parents[1]
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root)
    assert (done.stdout, done.stderr) == ("set()\n", "")
