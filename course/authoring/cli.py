"""The rnn-course command."""


def main() -> None:
    """Run the command line."""
