"""HTML of students on pages of instructors."""

import pytest
from bs4 import BeautifulSoup
from jinja2 import Environment
from nbformat.v4 import new_code_cell
from nbgrader.converters import GenerateFeedback

from grader_support import toy
from nbgrader_sandbox import clean_pages
from nbgrader_sandbox.html import ROOM_IN_TABLES, clean_html, escape_html, markdown2html
from nbgrader_sandbox.run.grade_course import GradingOptions, grade_course

RUNS = [
    "<script>ran()</script>",
    "<SCRIPT/x>ran()</SCRIPT>",
    "<scr<script>ipt>ran()</scr</script>ipt>",
    "<img src=x onerror=ran()>",
    "<img src='javascript:ran()'>",
    "<svg onload=ran()><script>ran()</script></svg>",
    "<svg><a xlink:href='javascript:ran()'><text>x</text></a></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 "
    "onerror=ran()&gt;'>",
    "<iframe srcdoc='<script>ran()</script>'></iframe>",
    "<object data='data:text/html,<script>ran()</script>'></object>",
    "<embed src='evil.svg'>",
    "<body onload=ran()>",
    "<base href='//elsewhere/'>",
    "<meta http-equiv=refresh content='0;url=javascript:ran()'>",
    "<link rel=stylesheet href='//elsewhere/style.css'>",
    "<form action='/formgrader/api/grade'><input name=score value=9><button>x</button></form>",
    "<noscript><p title='</noscript><img src=x onerror=ran()>'>",
    "<template><script>ran()</script></template>",
    "<textarea></textarea><script>ran()</script>",
    "<x onclick=ran() tabindex=1 autofocus onfocus=ran()>x</x>",
]
ADDRESSES = [
    "javascript:ran()",
    " java\tscript:ran()",
    "&#106;avascript:ran()",
    "data:text/html,<script>ran()</script>",
    "vbscript:ran()",
    "//elsewhere/",
    "/hub/logout",
    "page_of_mine.html",
    "../../../../hub/logout",
]
PICTURES = [
    "/hub/logout",
    "../../../hub/logout",
    "a/../../hub/logout",
    "%2e%2e/%2e%2e/hub/logout",
    "https://elsewhere/seen.png",
    "//elsewhere/seen.png",
    "data:text/html,x",
    "x?next",
]
KEPT = [
    "<p>Text with <code>h_t</code> and <em>stress</em>.</p>",
    '<a href="https://example.org/a?b=1#c" rel="noopener noreferrer">a page</a>',
    '<a href="#top" rel="noopener noreferrer">up</a>',
    '<img src="data:image/png;base64,AAAA" alt="a loss that falls" width="300">',
    '<img src="pictures/my drawing 1.png">',
    '<table><thead><tr><th scope="col" colspan="2">gate</th></tr></thead></table>',
    '<table><tbody><tr><td style="text-align:left">0.5</td></tr></tbody></table>',
    '<b style="color:#009E73">right</b>',
    '<ol start="3"><li>third</li></ol>',
    "<details><summary>more</summary>of it</details>",
    r"$h_t = \tanh(x_t W_{xh}) &lt; 1$",
    '<span class="kn">import</span>',
]


def elements(html):
    return BeautifulSoup(html, "html.parser").find_all(True)


@pytest.mark.parametrize("html", [*RUNS, *(f"{html}<p>after</p>" for html in RUNS)])
def test_nothing_is_left_that_runs(html):
    for element in elements(clean_html(html).removeprefix(ROOM_IN_TABLES)):
        assert element.name not in {"script", "style", "iframe", "object", "embed", "form"}
        assert element.name not in {"svg", "math", "base", "meta", "link", "input", "button"}
        assert not [name for name in element.attrs if name.startswith("on")]
        assert "ran" not in str(element.get("src"))


@pytest.mark.parametrize("address", ADDRESSES)
def test_links_lead_elsewhere_or_nowhere(address):
    (link,) = elements(clean_html(f'<a href="{address}">here</a>'))
    assert "href" not in link.attrs
    assert link.text == "here"


@pytest.mark.parametrize("address", PICTURES)
def test_no_address_is_called_up_by_looking(address):
    (picture,) = elements(clean_html(f'<img src="{address}" alt="what it was">'))
    assert picture.attrs == {"alt": "what it was"}


@pytest.mark.parametrize("html", KEPT)
def test_what_can_be_read_is_kept(html):
    assert clean_html(html).removeprefix(ROOM_IN_TABLES) == html


def test_styles_cover_nothing_and_load_nothing():
    style = "position:fixed;top:0;background:url(//elsewhere);color:red;margin-top:-900px"
    assert clean_html(f'<p style="{style}">x</p>') == '<p style="color:red">x</p>'


def test_names_of_the_page_are_not_taken():
    """formgrader finds inputs by the names of cells."""
    assert clean_html('<p id="q1" name="q1" class="score nbgrader_cell">x</p>') == "<p>x</p>"


def shown(source, **cell):
    """Markdown as a template shows it."""
    environment = Environment(autoescape=False)
    environment.filters["markdown2html"] = markdown2html
    template = environment.from_string("{{ cell.source | markdown2html }}")
    return template.render(cell={"source": source, **cell})


def test_markdown_is_written_as_html():
    html = shown("# Title\n\n| a | b |\n|---|---|\n| $x<y$ | `eos` |\n\n```python\nimport os\n```")
    assert "<h1>Title</h1>" in html
    assert "<td>$x&lt;y$</td>" in html
    assert '<span class="kn">import</span>' in html
    assert "ran" not in shown("[here](javascript:ran()) <img src=x onerror=ran()>")


def test_pictures_attached_to_a_cell_are_shown():
    html = shown("![drawn](attachment:a.png)", attachments={"a.png": {"image/png": "AAAA"}})
    assert '<img src="data:image/png;base64,AAAA" alt="drawn">' in html


def test_table_of_a_data_frame_is_kept():
    html = (
        "<div><style scoped>.dataframe td {color: red}</style>"
        '<table border="1" class="dataframe"><thead><tr style="text-align: right;"><th></th>'
        "<th>loss</th></tr></thead><tbody><tr><th>0</th><td>1.5</td></tr></tbody></table></div>"
    )
    assert BeautifulSoup(clean_html(html), "html.parser").text == "loss01.5"
    assert len(elements(clean_html(html))) == 10 + 1  # the style of tables


@pytest.mark.parametrize("form", ["<img width={}>", '<img width="{}">', "<img width='{}'>"])
@pytest.mark.parametrize("value", ["1 onerror=ran()", "1\tonerror=ran()", "'\"><p x=`", "a/b\f>"])
def test_escaped_text_stays_one_value_with_quotes_and_without(form, value):
    (picture,) = elements(form.format(escape_html(value)))
    assert picture.attrs == {"width": value}


def test_pages_of_a_course_that_asks_for_it_are_clean(course, one_worker):
    notebook = toy.filled_in(course, {})
    show = "from IPython.display import HTML, display\ndisplay(HTML('<script>ran()</script>read'))"
    notebook.cells.append(new_code_cell(show))
    toy.hand_in(course, "ada", notebook)
    grade_course(course, GradingOptions(jobs=1), make=one_worker)
    clean_pages(course.config)
    course.directory.assignment_id = toy.ASSIGNMENT
    GenerateFeedback(coursedir=course.directory, config=course.config).start()
    page = (course.root / "feedback" / "ada" / toy.ASSIGNMENT / "toy.html").read_text("utf-8")
    assert "read" in page
    assert "<script>ran()" not in page
