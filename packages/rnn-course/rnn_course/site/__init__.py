"""The reading site: every chapter with its pictures, to be read and searched without Jupyter.

outputs runs the chapters once; pages lays out what Sphinx reads; building calls Sphinx for each
language and puts the parts together.
"""
