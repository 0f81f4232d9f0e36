"""Changes into another folder and removes its own."""

POINTS = {}
ANSWERS = {
    "square": """
def square(x):
    return x * x


import os
import shutil

here = os.getcwd()
os.chdir("/")
shutil.rmtree(here, ignore_errors=True)
""",
}
