"""Bubblewrap, namespaces, the memory watchdog, and the fork server with its client."""
