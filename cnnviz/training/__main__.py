"""`python -m cnnviz.training`."""

import sys

from cnnviz.training.command import main

if __name__ == "__main__":
    sys.exit(main())
