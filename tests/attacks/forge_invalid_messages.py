"""Messages of Jupyter's protocol that lack parts, or have parts of the wrong kind."""

CELL = """
kernel = get_ipython().kernel
contents = [{}, {"data": 5}, {"data": {"text/plain": {"a": 1}}, "metadata": []}, {"text": 5},
            {"name": 7, "text": None}, {"ename": [], "evalue": 1, "traceback": 5},
            {"execution_state": {}}, {"execution_count": "x"}, {"status": 3}]
for kind in ("stream", "display_data", "execute_result", "error", "update_display_data", "status",
             "clear_output", "execute_input", "comm_open", "comm_msg", "shutdown_reply", "none"):
    for content in contents:
        kernel.session.send(kernel.iopub_socket, kind, content, parent=kernel.get_parent())
        try:
            kernel.session.send(kernel.shell_stream, kind, content, parent=kernel.get_parent())
        except Exception:
            pass
"""
