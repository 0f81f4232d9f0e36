"""What pages of several kinds say: the course's title, and what stands for what is left out."""

from rnnkit.language import Words

_ENGLISH = {
    "title": "Recurrent networks, built by hand",
    "cut": "Only the first {count} characters are shown.",
    "lines_left_out": "… {count} lines are left out here …",
    "characters_left_out": "… {count} characters are left out here …",
    "picture": "Picture without a description",
}
WORDS = Words("pages", _ENGLISH)
say = WORDS.say
