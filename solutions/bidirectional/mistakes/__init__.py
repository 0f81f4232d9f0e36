"""Known mistakes of chapter 09. A table, and so longer than a module of code."""

from rnn_course.bank.mistake import Mistake

_LAST = "np.concatenate([h[lengths - 1, n, :H], h[0, :, H:]], axis=1)"
_SPANS = "{(number, *place) for place in zip(starts, ends, strict=True)}"
_SHARES = "right / len(places[0]), right / len(places[1])"

MISTAKES: list[Mistake] = [
    Mistake(
        "reverse_padded",
        "whole_box_turned",
        {"x[source, n]": "x[::-1]"},
        "In your x_reversed the shorter sequences begin with padding and end at the bottom of the "
        "box. A network would read the filling first and meet the sentence late. Where does the "
        "real part of column n end, and where should its last step go?",
    ),
    Mistake(
        "reverse_padded",
        "batch_turned",
        {"x[source, n]": "x[:, ::-1]"},
        "In your x_reversed time runs as before, and the sequences have changed places: column "
        "0 is now the last one. Of the three axes, which one counts the steps?",
    ),
    Mistake(
        "reverse_padded",
        "batch_turned_too",
        {"x[source, n]": "x[source, n[::-1]]"},
        "In your x_reversed column 0 holds steps of the last sequence, as if the batch had been "
        "turned round as well as time. Of the axes in (T, N, D), how many are to be turned round, "
        "and which?",
    ),
    Mistake(
        "reverse_padded",
        "features_turned",
        {"x[source, n]": "x[:, :, ::-1]"},
        "In your x_reversed every vector was turned round in itself, and the steps stand where "
        "they stood. Which letter of (T, N, D) is time?",
    ),
    Mistake(
        "reverse_padded",
        "nothing_turned",
        {"lengths - 1 - t, t": "t, t"},
        "Your x_reversed holds the same numbers as x. Print the first step of a sequence before "
        "and after. Which step of x should stand at t = 0?",
    ),
    Mistake(
        "reverse_padded",
        "padding_moved",
        {"np.where(t < lengths, lengths - 1 - t, t)": "lengths - 1 - t"},
        "Your x_reversed is right at the real steps. In the padding the filling comes in "
        "another order, as when an index falls below 0 and NumPy counts from the end. What "
        "should happen to a step that is not real?",
    ),
    Mistake(
        "reverse_padded",
        "padding_zeroed",
        {"x[source, n]": "x[source, n] * (t < lengths)[:, :, None]"},
        "Your x_reversed is right at the real steps. Its padding has become zero, and it was "
        "not zero before. What does the docstring say about what stands below the real steps?",
    ),
    Mistake(
        "reverse_padded",
        "one_length_for_all",
        {
            "np.where(t < lengths, lengths - 1 - t, t)": (
                "np.where(t < lengths[0], lengths[0] - 1 - t, t) + 0 * lengths"
            )
        },
        "In your x_reversed all sequences are turned at the same step, however long they are. "
        "How many numbers are there in the array of lengths, and which one belongs to column n?",
    ),
    Mistake(
        "reverse_padded",
        "last_step_left",
        {"lengths - 1 - t, t": "np.where(t < lengths - 1, lengths - 2 - t, t), t"},
        "In your x_reversed all real steps but the last one are turned round. That one stands "
        "where it stood. With steps counted from 0, which number has the last of five?",
    ),
    Mistake(
        "reverse_padded",
        "input_changed",
        {"return x[source, n]": "x[:] = x[source, n]\n    return x"},
        "The array that was handed in is another one after the call than before, and the "
        "direction from left to right still has to read it. Which of your lines writes into an "
        "array that the caller still needs?",
    ),
    Mistake(
        "bidirectional_forward",
        "input_not_turned",
        {"rnn_forward(x[mirror, n], ": "rnn_forward(x, "},
        "In your h the half from left to right is right. In your h the other half is as if its "
        "network had read the sentence from the left too, and its answers alone had been turned "
        "round. What must a network be given so that it meets the last word first?",
    ),
    Mistake(
        "bidirectional_forward",
        "output_not_turned",
        {"h_left[mirror, n]], axis=2": "h_left], axis=2"},
        "In your h the half from left to right is right. In the other half of your h the note "
        "on the last word stands beside the first one. In which order do the states come out of"
        " a network that reads from the right?",
    ),
    Mistake(
        "bidirectional_forward",
        "both_from_the_left",
        {
            "rnn_forward(x[mirror, n], ": "rnn_forward(x, ",
            "h_left[mirror, n]], axis=2": "h_left], axis=2",
        },
        "The two halves of your h come out as if each direction read from left to right, with "
        "weights of its own. At the first step neither half knows anything of the second step. "
        "Which word should each of the two directions meet first?",
    ),
    Mistake(
        "bidirectional_forward",
        "whole_box_turned",
        {
            "rnn_forward(x[mirror, n], ": "rnn_forward(x[::-1], ",
            "h_left[mirror, n]], axis=2": "h_left[::-1]], axis=2",
        },
        "Your h is right where a sequence fills the box. In shorter ones your h comes out as if "
        "the direction from right to left began in the padding. Which step of a short sequence "
        "should that direction read first?",
    ),
    Mistake(
        "bidirectional_forward",
        "batch_turned",
        {
            "rnn_forward(x[mirror, n], ": "rnn_forward(x[:, ::-1], ",
            "h_left[mirror, n]], axis=2": "h_left], axis=2",
        },
        "In column 0 of your h the second half is as if made from the last sequence of the batch, "
        "read from the left. Of the two axes of x in front, which one is time?",
    ),
    Mistake(
        "bidirectional_forward",
        "same_weights",
        {"h_0, W_xh_reverse, W_hh_reverse, b_h_reverse)": "h_0, W_xh, W_hh, b_h)"},
        "In your h the direction from right to left comes out as if it had the weights of the "
        "other one. What is to be expected *behind* a word differs from what stands before it: "
        "how many networks are there?",
    ),
    Mistake(
        "bidirectional_forward",
        "same_bias",
        {"W_hh_reverse, b_h_reverse)": "W_hh_reverse, b_h)"},
        "The second half of your h is off at the real steps, as if one of the three things that "
        "belong to the direction from right to left were that of the other direction. Which "
        "argument makes no difference to your h?",
    ),
    Mistake(
        "bidirectional_forward",
        "starts_from_the_other_state",
        {"rnn_forward(x[mirror, n], h_0, ": "rnn_forward(x[mirror, n], h_right[lengths - 1, n], "},
        "The second half of your h comes out as if that direction went on from where the first "
        "one ended, as D1's text suggests. Its note on the last word would be full of the words "
        "before. What does erratum 5 say about where each direction starts?",
    ),
    Mistake(
        "bidirectional_forward",
        "halves_swapped",
        {"[h_right, h_left[mirror, n]]": "[h_left[mirror, n], h_right]"},
        "In your h all the numbers are there, but the two halves have changed places. A matrix "
        "that is laid on them would meet the wrong ones. Which direction comes first in the "
        "docstring?",
    ),
    Mistake(
        "bidirectional_forward",
        "added",
        {"np.concatenate([h_right, h_left[mirror, n]], axis=2)": "(h_right + h_left[mirror, n])"},
        "Your h is H wide, and holds the sums of the two states. Some libraries offer that, but "
        "then nobody can tell any more which direction said what. How wide is h to be?",
    ),
    Mistake(
        "bidirectional_forward",
        "padding_not_zeroed",
        {" * real[:, :, None]": ""},
        "Your h is not zero below the end of a sentence: it comes out as if the two networks had "
        "read on in the padding. What is to stand in h where there is padding?",
    ),
    Mistake(
        "bidirectional_forward",
        "last_read_at_the_bottom",
        {_LAST: "h[-1]"},
        "Your h is right. In your h_last the two halves are as if taken from the last row, T − 1, "
        "however long a sequence is. Where has each direction come to the end of what it reads?",
    ),
    Mistake(
        "bidirectional_forward",
        "left_read_at_the_bottom",
        {"h[0, :, H:]": "h[-1, :, H:]"},
        "Your h is right. In your h_last the first half is right. The second half of your h_last "
        "is as if taken from the last row, T − 1. Which word does the direction from right to "
        "left read last, and at which step does that word stand?",
    ),
    Mistake(
        "bidirectional_forward",
        "left_read_at_last_word",
        {"h[0, :, H:]": "h[lengths - 1, n, H:]"},
        "Your h is right. In your h_last the first half is right. The second half of your h_last "
        "is the state at the last real word, where the direction from right to left has read one "
        "word. Where is that direction when it has read all words?",
    ),
    Mistake(
        "bidirectional_forward",
        "right_read_at_the_bottom",
        {"h[lengths - 1, n, :H]": "h[-1, :, :H]"},
        "Your h is right. The first half of your h_last is that of row T − 1, which is padding "
        "for sequences shorter than the box. At which step does a sequence of length 3 end?",
    ),
    Mistake(
        "bidirectional_forward",
        "cache_holds_turned_inputs",
        {"cache = (x, lengths,": "cache = (x[mirror, n], lengths,"},
        "Your h is right. Your h_last is right. In your cache the inputs stand in the order of "
        "the second direction, and the way back expects them as they were handed in. Was x "
        "overwritten on the way?",
    ),
    Mistake(
        "bidirectional_forward",
        "cache_holds_raw_states",
        {},
        "Your h is right. Your h_last is right. In your cache the states are other ones than in "
        "h, as if something were still to be done to them. Which states does the way back expect "
        "in the cache?",
    ),
    Mistake(
        "bidirectional_backward",
        "dh_not_turned",
        {"rnn_backward(dh[mirror, n, H:], left)": "rnn_backward(dh[:, :, H:], left)"},
        "Your dW_xh is right. Your dW_hh is right. It looks as if the other direction got its "
        "gradients in the order of the sentence, so that what step 0 complains about reaches the "
        "state of the last word. In which order did the second direction read?",
    ),
    Mistake(
        "bidirectional_backward",
        "dx_not_turned",
        {"dx_left[mirror, n]": "dx_left"},
        "Your dx comes out as if what one direction says about a word met what the other says "
        "about another step. In which order does the gradient of turned inputs come?",
    ),
    Mistake(
        "bidirectional_backward",
        "x_not_turned",
        {"left = (x[mirror, n], ": "left = (x, "},
        "Your dW_xh_reverse comes out as a product of inputs and of what arrives at the states, "
        "but of different steps. In which order did the direction from right to left read its "
        "inputs?",
    ),
    Mistake(
        "bidirectional_backward",
        "states_not_turned",
        {"h[mirror, n, H:])": "h[:, :, H:])"},
        "Your dW_hh_reverse comes out as if made with states of the wrong steps. In the cache the "
        "states stand in the order of the sentence. In which order did the states of the second "
        "direction follow one another when they were made?",
    ),
    Mistake(
        "bidirectional_backward",
        "nothing_turned",
        {
            "left = (x[mirror, n], ": "left = (x, ",
            "h[mirror, n, H:])": "h[:, :, H:])",
            "rnn_backward(dh[mirror, n, H:], left)": "rnn_backward(dh[:, :, H:], left)",
            "dx_left[mirror, n]": "dx_left",
        },
        "It looks as if the direction from right to left had read from the left. What had to be "
        "turned round for it on the way forward, and what on the way back?",
    ),
    Mistake(
        "bidirectional_backward",
        "whole_box_turned",
        {"np.where(real, lengths - 1 - t, t)": "len(x) - 1 - t + 0 * lengths"},
        "In sequences shorter than the box it looks as if the whole box had been turned over, "
        "padding and all. How did the forward pass treat a step below the end of a sequence?",
    ),
    Mistake(
        "bidirectional_backward",
        "halves_swapped",
        {
            "rnn_backward(dh[:, :, :H], right)": "rnn_backward(dh[:, :, H:], right)",
            "rnn_backward(dh[mirror, n, H:], left)": "rnn_backward(dh[mirror, n, :H], left)",
        },
        "It looks as if each direction got the gradients that belong to the other one. Which half "
        "of h came from the direction from left to right?",
    ),
    Mistake(
        "bidirectional_backward",
        "dx_of_one_direction",
        {"dx_right + dx_left[mirror, n]": "dx_right"},
        "Your dx knows only of one direction. Every word was read twice. What do gradients do "
        "that come back along two ways?",
    ),
    Mistake(
        "bidirectional_backward",
        "dx_averaged",
        {"dx_right + dx_left[mirror, n]": "(dx_right + dx_left[mirror, n]) / 2"},
        "Your dx is half as large as it should be. Every word was read twice. If a word changes a "
        "little, do its two effects on the loss add up or average out?",
    ),
    Mistake(
        "bidirectional_backward",
        "padding_let_through",
        {"dh * real[:, :, None]": "dh.copy()"},
        "Where a sentence is shorter than the box, it looks as if what stands in dh below its end "
        "ran back into it. The forward pass had made h zero there. How large is the slope of "
        "something that is always zero?",
    ),
    Mistake(
        "bidirectional_backward",
        "weights_of_the_other",
        {"h_0, W_xh_reverse, W_hh_reverse, h[": "h_0, W_xh, W_hh, h["},
        "It looks as if the way back through the second direction led through the weights of the "
        "first. A gradient goes back through the same matrix through which the signal came. Which "
        "entries of the cache belong to the second direction?",
    ),
    Mistake(
        "bidirectional_backward",
        "weights_treated_as_shared",
        {
            "return (dx, *d_right, *d_left)": (
                "both = [a + b for a, b in zip(d_right, d_left, strict=True)]\n"
                "    return (dx, *both, *both)"
            )
        },
        "Your dW_hh and your dW_hh_reverse are one and the same sum over the two directions. "
        "Contributions add where *one* matrix is used several times. How many matrices from state "
        "to state do the two directions have?",
    ),
    Mistake(
        "bidirectional_backward",
        "results_swapped",
        {"*d_right, *d_left)": "*d_left, *d_right)"},
        "Your dW_xh and your dW_hh belong to the direction from right to left. Your dW_xh_reverse "
        "and your dW_hh_reverse belong to the other one. In which order does the docstring list "
        "the gradients?",
    ),
    Mistake(
        "bidirectional_backward",
        "dh_changed",
        {"dh = dh * real[:, :, None]": "dh *= real[:, :, None]"},
        "The array dh is another one after the call than before. What stands in its padding must "
        "have no effect, but dh itself is to stay as it was. Which of your lines writes into an "
        "array that the caller still needs?",
    ),
    Mistake(
        "bidirectional_backward",
        "directions_joined",
        {},
        "It looks as if something went from the beginning of the second direction into the end of "
        "the first. From which state does each direction start in the forward pass?",
    ),
    Mistake(
        "tags_to_words",
        "only_behind",
        {' or tags[t] in "BS"': ""},
        "Your words are cut behind E and S only. As long as the tags make sense that is enough."
        " When a B follows a B, or an S an M, two words stick together. What does the rule say "
        "about cuts in front?",
    ),
    Mistake(
        "tags_to_words",
        "only_in_front",
        {' or tags[t - 1] in "ES"': ""},
        "Your words are cut in front of B and S only. As long as the tags make sense that is "
        "enough. When an M or an E follows an E, two words stick together. What does the rule "
        "say about cuts behind?",
    ),
    Mistake(
        "tags_to_words",
        "last_word_lost",
        {"ends = [*starts[1:], T]": "starts, ends = starts[:-1], starts[1:]"},
        "In your words the end of the sentence is missing. A word ends where a tag closes it, or "
        "where the next one begins. Where else does a word end?",
    ),
    Mistake(
        "tags_to_words",
        "first_word_lost",
        {"range(T) if t == 0 or": "range(1, T) if"},
        "In your words the beginning of the sentence is missing: the first word begins at the "
        "first cut inside. Where does the first word begin, whatever its tag is?",
    ),
    Mistake(
        "tags_to_words",
        "senseless_dropped",
        {
            "zip(starts, ends, strict=True)]": (
                'zip(starts, ends, strict=True) if tags[start] in "BS" and tags[end - 1] in "ES"]'
            )
        },
        "Put together, your words are not the sentence: characters are gone where the tags do not "
        "make sense together. A reader wants every character back, even if the network has "
        "contradicted itself. What is the rule for senseless tags?",
    ),
    Mistake(
        "tags_to_words",
        "strangers_alone",
        {
            "    starts = [": (
                '    mended, begun = "", False\n'
                "    for tag in tags:\n"
                '        mended += tag if tag in "BS" or begun else "S"\n'
                '        begun = tag == "B" or (begun and tag == "M")\n'
                "    tags = mended\n    starts = ["
            )
        },
        "In your words an M or an E with no B before it stands by itself, and is cut off from "
        "what follows. The rule makes no exception for it. Between which tags does the rule cut?",
    ),
    Mistake(
        "tags_to_words",
        "s_left_out",
        {'"ES"': '"E"', '"BS"': '"B"'},
        "In your words S neither begins nor ends anything, so that a single character may stick "
        "to its neighbours. At how many of its two sides does an S need a cut?",
    ),
    Mistake(
        "tags_to_words",
        "s_not_in_front",
        {'"BS"': '"B"'},
        "In your words an S that follows a B or an M sticks to it. As long as the tags make "
        "sense that never happens. On which sides of an S does the rule cut?",
    ),
    Mistake(
        "tags_to_words",
        "s_not_behind",
        {'"ES"': '"E"'},
        "In your words, after an S, an M or an E goes on with the same word, although S is a word "
        "by itself. What does the rule say about the place behind an S?",
    ),
    Mistake(
        "tags_to_words",
        "cut_before_e",
        {'tags[t - 1] in "ES"': 'tags[t] in "ES"'},
        "Your words are cut in front of each E, so that the last character of a longer word is "
        "cut off. E ends a word: is the character that has the tag still part of it?",
    ),
    Mistake(
        "tags_to_words",
        "one_too_late",
        {"[t for t": "[t + (t > 0) for t"},
        "In your words every cut is one character too far to the right, so that a word holds the "
        "beginning of the next one. On which side of a character with the tag B does the cut "
        "belong?",
    ),
    Mistake(
        "tags_to_words",
        "empty_words",
        {
            'if t == 0 or tags[t - 1] in "ES" or tags[t] in "BS"': (
                'for _ in range((t == 0) + (tags[t - 1] in "ES") + (tags[t] in "BS"))'
            )
        },
        "There are empty words in your list. Between an E and a B, or at either end of a sentence, "
        "there may be nothing to hand over. When is there a word?",
    ),
    Mistake(
        "tags_to_words",
        "tags_for_characters",
        {"sentence[start:end]": "tags[start:end]"},
        "Your words are made of the letters S, B, M and E: cut at the right places, but out of "
        "the wrong one of the two texts. What is to stand in the list?",
    ),
    Mistake(
        "tags_to_words",
        "e_not_behind",
        {'"ES"': '"S"'},
        "In your words, after an E, an M or another E goes on with the same word, although E "
        "has ended it. What does the rule say about the place behind an E?",
    ),
    Mistake(
        "tags_to_words",
        "b_not_in_front",
        {'"BS"': '"S"'},
        "In your words a B that follows a B or an M sticks to it, although it begins a word. As"
        " long as the tags make sense that never happens. What does the rule say about the "
        "place in front of a B?",
    ),
    Mistake(
        "tags_to_words",
        "s_jumps_the_queue",
        {},
        "Put together, your words are not the sentence: the order has changed where an S stands "
        "inside a word that is open. What should happen to a word that is open when an S comes?",
    ),
    Mistake(
        "word_scores",
        "places_ignored",
        {_SPANS: "{(number, word) for word in words}"},
        "It looks as if words were compared by their letters. The same word may stand in a "
        "sentence twice, and be found once where it is and once where it is not. What besides the "
        "letters of a word must agree?",
    ),
    Mistake(
        "word_scores",
        "bag_of_words",
        {_SPANS: "{(number, w, words[:i].count(w)) for i, w in enumerate(words)}"},
        "It looks as if what counts were how often each word occurs in the two lists, wherever it "
        "stands. A word found at the wrong place passes for right then. How could you say where a "
        "word begins and ends, without its letters?",
    ),
    Mistake(
        "word_scores",
        "compared_by_number",
        {_SPANS: "{(number, i, word) for i, word in enumerate(words)}"},
        "It looks as if the third word were compared with the third word. After one cut too many, "
        "every later word has another number. How could you say where a word stands, whatever the "
        "cuts before it?",
    ),
    Mistake(
        "word_scores",
        "one_side_only",
        {"(number, *place)": "(number, place[1])"},
        "It looks as if cuts were compared, and not words, so that a cut passes whatever the "
        "word's other side is. How many places does a word have to get right?",
    ),
    Mistake(
        "word_scores",
        "sentences_mixed",
        {"(number, *place)": "place"},
        "It looks as if a word in one sentence passed for right because another sentence has one "
        "at the same places. What tells where a word stands, besides the numbers of its two ends?",
    ),
    Mistake(
        "word_scores",
        "lengths_for_places",
        {"np.cumsum([len(word) for word in words]).tolist()": "[len(word) for word in words]"},
        "It looks as if the length of a word were taken for the place where it ends, and that is "
        "so for the first word only. Where does the second word end, if each has two characters?",
    ),
    Mistake(
        "word_scores",
        "long_words_count_more",
        {
            "right = len(places[0] & places[1])": (
                "right = sum(end - start for _, start, end in places[0] & places[1])"
            ),
            _SHARES: "[right / sum(end - start for _, start, end in part) for part in places]",
        },
        "It looks as if the characters in right words were counted, so that a long word weighs "
        "more. Your precision and your recall are equal. What is the unit that the docstring "
        "counts in?",
    ),
    Mistake(
        "word_scores",
        "mean_over_sentences",
        {
            "right = len(places[0] & places[1])\n": (
                "each = [\n"
                "        [{place for place in part if place[0] == i} for part in places]\n"
                "        for i in range(len(truth))\n"
                "    ]\n"
            ),
            _SHARES: (
                "np.mean([[len(a & b) / len(a), len(a & b) / len(b)] for a, b in each], axis=0)"
            ),
        },
        "Your precision is a mean over the sentences. Your recall is such a mean, too. A "
        "sentence of two words then weighs as much as one of twenty. Over what does the "
        "docstring count?",
    ),
    Mistake(
        "word_scores",
        "swapped",
        {_SHARES: "right / len(places[1]), right / len(places[0])"},
        "Your f1 is right. Your precision and your recall have changed places. One asks how much "
        "of what was found is right, the other how much of what there is was found. Which of "
        "precision and recall has the number of found words below the line?",
    ),
    Mistake(
        "word_scores",
        "both_by_found",
        {"right / len(places[1])": "right / len(places[0])"},
        "Your precision is right. Your recall is the same number as precision. A program that "
        "finds too many words and one that finds too few should differ there. How many words are "
        "there in truth?",
    ),
    Mistake(
        "word_scores",
        "arithmetic_mean",
        {"2 * precision * recall / (precision + recall)": "(precision + recall) / 2"},
        "Your f1 is the arithmetic mean of the other two. Somebody who finds a single word and "
        "has it right would get more than half of the full score. Which mean do the Notes write "
        "out?",
    ),
    Mistake(
        "word_scores",
        "geometric_mean",
        {"2 * precision * recall / (precision + recall)": "(precision * recall) ** 0.5"},
        "Your f1 is the geometric mean of the other two, which is a little too high. The "
        "docstring names another one. Which mean do the Notes write out?",
    ),
    Mistake(
        "word_scores",
        "factor_two_missing",
        {"2 * precision * recall /": "precision * recall /"},
        "Your f1 is half as large as it should be. What should f1 be for a program that makes no "
        "mistake at all?",
    ),
    Mistake(
        "word_scores",
        "f1_mean_over_sentences",
        {},
        "Your f1 is the mean of each sentence's own f1. A sentence of two words then weighs as "
        "much as one of twenty. From which two numbers do the Notes compute f1?",
    ),
    Mistake(
        "word_scores",
        "f1_as_overlap",
        {"2 * precision * recall / (precision + recall)": "right / len(places[0] | places[1])"},
        "Your f1 comes out as right words over all different words of the two cuts together. That "
        "is a measure, too, and a lower one. Which mean of precision and recall do the Notes "
        "write out?",
    ),
    Mistake(
        "word_scores",
        "characters_compared",
        {},
        "It looks as if what is compared and counted were characters: does a word begin there or "
        "not? What is counted below the line of precision, and what below that of recall?",
    ),
]
