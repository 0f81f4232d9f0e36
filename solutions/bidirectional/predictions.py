"""The right choices of the chapter's predictions, by name."""

RIGHT = {
    "upside_down": "b",
    "change_at_7": "a",
    "pairs_of_tags": "c",
    "tags_and_words": "b",
    "match_with_jieba": "b",
    "gain_of_viterbi": "a",
}
