"""Messages that are signed wrongly, sent twice, or are no messages at all."""

CELL = """
socket = get_ipython().kernel.iopub_socket
socket.send_multipart([b"x", b"<IDS|MSG>", b"wrong", b"{}", b"{}", b"{}", b"{}"])
socket.send_multipart([b"x"])
socket.send_multipart([b"", b"<IDS|MSG>"])
"""
