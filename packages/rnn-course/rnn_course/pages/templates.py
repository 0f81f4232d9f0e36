"""Templates of pages, made once."""

from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from rnnkit.checks.rendering import prose


@cache
def page_file(package: str, name: str) -> Markup:
    """Return a style or a script of a package's pages, to be put into a page as it stands."""
    return Markup(files(package).joinpath("files", name).read_text(encoding="utf-8"))


@cache
def templates(package: str, folder: str) -> Environment:
    """Return the templates of a package: HTML escapes, and all know every name that they use."""
    environment = Environment(
        loader=PackageLoader(package, folder),
        autoescape=select_autoescape(["html.j2"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["percent"] = lambda share: f"{100 * share:.0f} %"
    environment.filters["prose"] = lambda sentence: Markup(prose(sentence))
    environment.filters["points"] = lambda points: f"{round(points, 2):g}"
    return environment
