"""Replies on the shell channel: ones that say the cell ended, failed or ran out of time."""

CELL = """
import zmq
kernel = get_ipython().kernel
parent = kernel.get_parent()
for content in ({"status": "ok", "execution_count": 1},
                {"status": "error", "ename": "CellTimeoutError", "evalue": "", "traceback": []},
                {"status": 5}, {}):
    for name in ("shell_socket", "shell_stream", "control_stream"):
        try:
            kernel.session.send(getattr(kernel, name), "execute_reply", content, parent=parent,
                                ident=kernel._parent_ident["shell"])
        except Exception as error:
            print(error)
"""
