"""The office shortens a published period by two people, each at a page of their own."""

import re

import pytest

from hall.clock import local


def signed_in(application, account):
    client = application.app.test_client()
    client.post("/sign-in", data={"account": account, "password": f"yanshi-{account}"})
    return client


@pytest.fixture
def jia(application):
    return signed_in(application, "jia")


@pytest.fixture
def yi(application):
    return signed_in(application, "yi")


def test_one_asks_with_a_reason_and_another_agrees(application, jia, yi, client):
    with application.hall.read() as snapshot:
        starts = f"{local(snapshot.now):%Y-%m-%dT%H:%M}"
    form = {"starts_at": starts, "weekday": list("0123456"), "days": "every"}
    new = {"kind": "text", "title": "低保名单公示", "body": "名单。"}
    page = jia.post("/office/notices/new", data=new).location
    jia.post(f"{page}/schedule", data={**form, "working_days": "5"})
    jia.post(f"{page}/submit")
    assert yi.post(f"{page}/approve").status_code == 303

    refused = jia.post(f"{page}/schedule", data={**form, "working_days": "2"})
    assert refused.status_code == 422
    assert "请写明原因" in refused.text
    asked = {**form, "working_days": "2", "period_reason": "名单要更正"}
    assert jia.post(f"{page}/schedule", data=asked).status_code == 303

    assert ">同意</button>" not in jia.get(page).text
    seen = yi.get(page).text
    assert "名单要更正" in seen
    assert "还没有生效" in seen
    (address,) = re.findall(rf'action="({page}/shortenings/\d+)"', seen)
    assert client.post(address).status_code in (302, 401, 403)
    refused = jia.post(address)
    assert refused.status_code == 409
    assert "您提出缩短" in refused.text
    assert yi.post(address).status_code == 303
    assert yi.post(address).status_code == 409
    after = jia.get(page).text
    assert "还没有生效" not in after
    assert 'name="working_days" min="1" max="250"\n                value="2"' in after
