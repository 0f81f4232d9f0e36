"""The trusted process: it runs the tests, outside the sandbox."""
