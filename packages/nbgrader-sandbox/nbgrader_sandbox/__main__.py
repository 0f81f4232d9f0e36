"""``python -m nbgrader_sandbox`` is the command ``nbgrader-sandbox``."""

from nbgrader_sandbox.cli import main

if __name__ == "__main__":
    main()
