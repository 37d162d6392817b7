"""Where only this computer reaches the server."""

from hall.demo_data.load import password_of


def test_nobody_needs_to_be_enrolled_and_the_page_says_so(client):
    client.post("/sign-in", data={"account": "jia", "password": password_of("jia")})

    assert "不用登记" in client.get("/office/enrolment").text
    assert client.get("/kiosk").status_code == 200
