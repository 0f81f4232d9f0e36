"""The reading site: every chapter with its pictures, to be read and searched without Jupyter."""
