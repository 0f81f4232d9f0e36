"""The edition in the browser: a folder of files in which nothing has to be installed."""
