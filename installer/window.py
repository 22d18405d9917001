"""What the program `feedback-desk` starts with."""

import sys

from ui.app import main

sys.exit(main())
