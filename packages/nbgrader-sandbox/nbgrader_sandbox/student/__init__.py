"""The untrusted process: it runs one student's code, inside the sandbox."""
