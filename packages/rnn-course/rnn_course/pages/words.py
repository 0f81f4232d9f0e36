"""What pages say in place of what they leave out of a cell."""

from rnnkit.language import Words

_ENGLISH = {
    "cut": "Only the first {count} characters are shown.",
    "lines_left_out": "… {count} lines are left out here …",
    "characters_left_out": "… {count} characters are left out here …",
    "picture": "Picture without a description",
}
WORDS = Words("pages", _ENGLISH)
say = WORDS.say
