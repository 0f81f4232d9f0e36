"""``python -m nbgrader_sandbox``, in the folder of a course."""

from nbgrader_sandbox.cli import main

if __name__ == "__main__":
    main()
