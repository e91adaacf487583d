"""A message whose JSON is nested 100,000 levels deep, signed with the kernel's key."""

CELL = """
import hashlib, hmac, json, zmq
kernel = get_ipython().kernel
session = kernel.session
parent = json.dumps(kernel.get_parent()["header"], default=str).encode()
header = json.dumps(session.msg_header("display_data"), default=str).encode()
content = b'{"data": {"a": ' + b"[" * 100_000 + b"]" * 100_000 + b'}, "metadata": {}}'
parts = [header, parent, b"{}", content]
signature = hmac.new(session.key, digestmod=hashlib.sha256)
for part in parts:
    signature.update(part)
kernel.iopub_socket.send_multipart(
    [b"x", b"<IDS|MSG>", signature.hexdigest().encode(), *parts])
"""
