"""A display whose text cannot be encoded, and one with a number that JSON does not know."""

CELL = """
import hashlib, hmac, json
kernel = get_ipython().kernel
session = kernel.session
for value in ('"\\\\ud800"', "NaN", "1e999", '"\\\\u0000"'):
    header = json.dumps(session.msg_header("display_data"), default=str).encode()
    parent = json.dumps(kernel.get_parent()["header"], default=str).encode()
    content = ('{"data": {"text/plain": "x", "application/json": %s, "text/html": "\\\\ud800"}, '
               '"metadata": {"a": %s}}' % (value, value)).encode()
    parts = [header, parent, b"{}", content]
    signature = hmac.new(session.key, digestmod=hashlib.sha256)
    for part in parts:
        signature.update(part)
    kernel.iopub_socket.send_multipart(
        [b"x", b"<IDS|MSG>", signature.hexdigest().encode(), *parts])
"""
