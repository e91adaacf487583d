"""``python -m nbjudge`` is ``nbjudge``."""

import sys

from nbjudge.cli import main

sys.exit(main())
