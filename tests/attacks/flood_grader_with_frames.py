"""One message of many frames of 60 MB, each of which is allowed, 1.5 GB in all."""

CELL = """
import zmq
kernel = get_ipython().kernel
frame = bytes(60_000_000)
socket = kernel.iopub_thread.socket
kernel.iopub_thread.stop()
message = kernel.session.serialize(kernel.session.msg("status", {"execution_state": "busy"}))
try:
    socket.send_multipart([b"x", *message, *[frame] * 25], copy=False)
    import time; time.sleep(2)
except Exception as error:
    print(error)
"""
STOCK = False  # memory without a limit
