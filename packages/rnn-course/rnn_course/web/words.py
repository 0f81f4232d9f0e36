"""What notebooks say in the browser only, and the page that leads to them."""

from rnnkit.language import Words

WORDS = Words(
    "web",
    {
        "language": "English",
        "first": (
            "**You are in the browser edition.** What you write here is kept by this browser, on "
            "this computer only, and is lost when its data are cleared. So save with Ctrl+S, and "
            "download a copy now and then: File → Download.\n\n"
            "The first cell takes a minute, since Python comes through the network. A cell that "
            "runs too long cannot be interrupted: Kernel → Restart Kernel ends it, and what you "
            "wrote stays. Training is slower here, so it makes fewer updates than "
            "elsewhere: where the text tells a result, yours may fall short of it.\n\n"
            "A new release of the course comes in a folder with its number; your notebooks stay "
            "in theirs."
        ),
        "last": (
            "**To hand this chapter in:** save it, choose File → Download, and hand in the file "
            "`{file}` that you get, in the way your instructor says. Keep its name. If the "
            "browser has added a number to it, as in `{numbered}`, it is taken all the same."
        ),
    },
)
