"""What the reading site says beside the course's own texts."""

from rnnkit.language import Words

WORDS = Words(
    "site",
    {
        "chapters": "Chapters",
        "students": "For students",
        "instructors": "For instructors",
        "reference": "Reference",
        "glossary": "Glossary",
        "glossary_intro": "The words of the field, and the chapter in which each first comes.",
        "glossary_term": "term",
        "glossary_chapter": "chapter",
        "glossary_sentence": "where it is said first",
        "api": "What rnnkit has",
        "api_intro": "Everything that notebooks import, with shapes, units and errors.",
        "code_show": "Show the code of this cell",
        "code_hide": "Hide the code of this cell",
        "run": "Run this chapter in the browser",
    },
)
