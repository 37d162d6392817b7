"""Rules compiled once still lead each application to its own pages."""

from flask import Flask

from tests.shared_routes import CompiledOnce


def application(name: str, *addresses: str) -> Flask:
    app = Flask(name)
    for address in addresses:
        app.add_url_rule(address, address, lambda **_: name)
    return app


def test_every_application_shows_its_own_page_and_no_address_of_another() -> None:
    first = application("first", "/pages/<int:number>")
    second = application("second", "/pages/<int:number>", "/more")

    assert issubclass(Flask.url_rule_class, CompiledOnce)
    assert first.test_client().get("/pages/1").text == "first"
    assert second.test_client().get("/pages/1").text == "second"
    assert second.test_client().get("/more").text == "second"
    assert first.test_client().get("/more").status_code == 404


def test_the_same_address_with_another_default_is_another_rule() -> None:
    for default in ("one", "two"):
        app = Flask(default)
        app.add_url_rule("/page", "page", lambda which: which, defaults={"which": default})

        assert app.test_client().get("/page").text == default
