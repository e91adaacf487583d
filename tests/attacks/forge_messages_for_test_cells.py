"""Kernel messages with points, under other parent headers and for displays of other cells."""

CELL = """
from IPython.display import display
kernel = get_ipython().kernel
display("x", display_id="points")
def send(kind, content, parent=None, **more):
    kernel.session.send(kernel.iopub_socket, kind, content, parent=parent or kernel.get_parent(),
                        **more)
points = {"data": {"text/plain": "3.0"}, "metadata": {}, "execution_count": 1}
def forge():
    for parent in (None, {}, {"header": {"msg_id": "x"}}):
        send("execute_result", points, parent)
        send("update_display_data", points | {"transient": {"display_id": "points"}}, parent)
        send("display_data", points | {"transient": {"display_id": "points"}}, parent)
        send("clear_output", {"wait": True}, parent)
forge()
"""
ANSWERS = {"square": "def square(x):\n    forge()\n    return x"}
LATER = "forge()"
