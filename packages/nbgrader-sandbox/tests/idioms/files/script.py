import sys

from_script = int(sys.argv[1]) ** 2
