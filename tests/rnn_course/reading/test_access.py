"""Who gets an answer from the reading page, and what comes with it."""

import re

import pytest
from tornado.httpclient import AsyncHTTPClient
from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from rnn_course.reading.words import say
from tests.support.reading_class import ASSIGNMENT
from tests.support.reading_server import Client, in_thread, listening, port_of, serving

UNREAD = {"points": None, "waits": True}
PATHS = ["", "?question=1", "state?question=1", "names"]


@pytest.fixture
def stranger(client):
    """The same, without its cookies."""
    client.cookies.clear()
    return client


@pytest.mark.parametrize("path", PATHS)
def test_without_the_cookie_nothing_is_told(stranger, path):
    status, said = stranger.get(path)
    assert status == 403
    assert say("session") in said
    assert stranger.get(f"{path}{'&' if '?' in path else '?'}token=wrong")[0] == 403


def test_the_token_is_gone_from_the_address_and_the_cookie_is_strict(access):
    client = Client(access)
    status, page = client.landed
    assert status == 200
    assert access.token not in page
    assert 'url=./"' in page
    for cookie in client.cookies:
        assert cookie.has_nonstandard_attr("HttpOnly")
        assert cookie.get_nonstandard_attr("SameSite") == "Strict"
    assert {cookie.name for cookie in client.cookies} == {access.cookie, f"{access.cookie}-xsrf"}
    assert access.token not in client.html + client.get("names")[1]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1"])
def test_another_name_for_this_machine_is_refused(client, path, host):
    status, said = client.get(path, Host=host)
    assert status == 403
    assert say("not_here") in said


@pytest.mark.parametrize("origin", [None, "null", "http://evil.example", "http://127.0.0.1:1"])
@pytest.mark.parametrize("path", ["change", "rubric"])
def test_another_page_can_change_nothing(client, origin, path):
    assert client.post(path, {}, Origin=origin) == (403, {"error": say("not_here")})


@pytest.mark.parametrize("token", [None, "", "2|00|00|1"])
@pytest.mark.parametrize("path", ["change", "rubric"])
def test_a_change_has_to_bring_the_pages_own_token(client, token, path):
    answer = next(iter(client.state["answers"]))
    body = {"id": answer, "field": "points", "was": UNREAD, "now": UNREAD | {"points": 1}}
    assert client.post(path, body | {"ticked": []}, **{"X-XSRFToken": token})[0] == 403
    assert client.page()["answers"] == client.state["answers"]


def test_only_the_pages_own_script_and_style_may_run(client):
    policy = client.headers["Content-Security-Policy"]
    (nonce,) = set(re.findall("'nonce-([^']+)'", policy))
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    tags = re.findall(r"<(?:script|style)\b[^>]*>", client.html)
    assert tags
    assert all(f'nonce="{nonce}"' in tag for tag in tags)
    client.page()
    assert nonce not in client.headers["Content-Security-Policy"]
    assert client.headers["Cache-Control"] == "no-store"


def test_a_request_that_is_too_large_is_refused(client):
    with pytest.raises(OSError, match=r"."):
        client.post("change", b"x" * 2_000_000)


class _Proxy(RequestHandler):
    """Hands requests on as proxies of hubs do: with the Host that the browser named."""

    async def get(self) -> None:
        path = self.request.uri if self.keeps else self.request.uri.removeprefix("/user/ada")
        headers = {k: v for k, v in self.request.headers.items() if k != "Content-Length"}
        body = self.request.body if self.request.method == "POST" else None
        response = await AsyncHTTPClient().fetch(
            f"http://127.0.0.1:{self.to}{path}",
            method=self.request.method,
            headers=headers,
            body=body,
            raise_error=False,
        )
        self.set_status(response.code)
        for name, value in response.headers.get_all():
            if name in ("Set-Cookie", "Content-Type", "Content-Security-Policy"):
                self.add_header(name, value)
        self.finish(response.body)

    post = get


@pytest.mark.parametrize("keeps", [True, False], ids=["path kept", "path taken away"])
def test_behind_a_proxy_with_a_path(course, keeps):
    public, hidden = listening(), listening()
    handler = type("Proxy", (_Proxy,), {"keeps": keeps, "to": port_of(hidden)})

    def make():
        server = HTTPServer(Application([("/user/ada/.*", handler)]))
        server.add_sockets(public)
        return server

    behind = f"http://127.0.0.1:{port_of(public)}/user/ada/"
    with in_thread(make), serving(course, ASSIGNMENT, behind, hidden) as access:
        assert access.first_address.startswith(f"{behind}?token=")
        client = Client(access, behind)
        assert {cookie.path for cookie in client.cookies} == {"/user/ada/"}
        answer = next(n for n, each in client.state["answers"].items() if each["waits"])
        now = {"points": 2.0, "waits": False}
        assert client.change(answer, "points", UNREAD, now) == (200, {"value": now})
        assert client.post("change", {}, Origin="http://evil.example")[0] == 403
