"""``python -m autograder``, in the folder of a course."""

from autograder.cli import main

if __name__ == "__main__":
    main()
