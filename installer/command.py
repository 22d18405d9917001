"""What the program `desk` starts with."""

import sys

from desk_app.__main__ import main

sys.exit(main())
