# Ciphers on str and bytes, maps and generators as answers.
# %% solution caesar
def caesar(text, shift):
    def turned(c):
        return chr((ord(c) - 97 + shift) % 26 + 97) if "a" <= c <= "z" else c

    return "".join(map(turned, text))


def xor(data, key):
    return bytes(b ^ key for b in data)


def shifts(text):
    for shift in range(26):
        yield caesar(text, shift)
# %% wrong
def caesar(text, shift):
    return "".join(chr(ord(c) + shift) for c in text)


def xor(data, key):
    return data


def shifts(text):
    return [caesar(text, shift) for shift in range(1, 26)]
# %% test
assert caesar("xyz abc", 3) == "abc def" and caesar(caesar("hello", 7), -7) == "hello"
# %% test
secret = xor(b"hi", 42)
assert isinstance(secret, bytes) and secret == bytes([104 ^ 42, 105 ^ 42]) and xor(secret, 42) == b"hi"
# %% test
import types

found = shifts("a")
assert isinstance(found, types.GeneratorType) and next(found) == "a" and len(list(found)) == 25
