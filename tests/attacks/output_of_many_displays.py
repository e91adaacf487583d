"""10,000 displays, and updates of them."""

CELL = """
from IPython.display import display, HTML
handle = display(HTML("x"), display_id="a")
for number in range(10_000):
    handle.update(HTML(str(number)))
    display(HTML(f"<script>{number}</script>"))
"""
