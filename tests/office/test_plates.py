"""What plates need of a person: phone, duties and a photo that is drawn anew."""

from io import BytesIO

from PIL import Image

from hall.events import PhotoChanged
from hall.people.queries import staff_by_id

PERSON = "/office/people/3"


def a_picture(size=(300, 400)):
    drawn = BytesIO()
    Image.linear_gradient("L").resize(size).save(drawn, "PNG")
    return drawn.getvalue()


def put_up(client, content, name="photo.png"):
    return client.post(f"{PERSON}/photo", data={"photo": (BytesIO(content), name)})


def test_a_photo_is_drawn_anew_shown_and_taken_down(application, as_, facts):
    director = as_("jia")

    assert put_up(director, a_picture()).status_code == 303

    assert facts()[-1] == PhotoChanged(staff_id=3, has_one=True)
    shown = director.get(f"{PERSON}/photo")
    assert shown.mimetype == "image/webp"
    shown.close()
    assert f"{PERSON}/photo" in director.get(PERSON).text
    assert as_("bing").get(f"{PERSON}/photo").status_code == 403
    with application.hall.read() as snapshot:
        assert staff_by_id(snapshot.session, 3).photo.endswith(".webp")
    assert director.post(f"{PERSON}/photo/none").status_code == 303
    assert director.get(f"{PERSON}/photo").status_code == 404


def test_what_is_no_picture_or_too_large_is_refused_in_a_sentence(as_):
    director = as_("jia")

    assert "不是能显示的图片" in put_up(director, b"MZ nothing of a picture").text
    head = b'--x\r\nContent-Disposition: form-data; name="photo"; filename="photo.jpg"\r\n\r\n'
    body = head + bytes(40 * 1024 * 1024) + b"\r\n--x--\r\n"
    kind = "multipart/form-data; boundary=x"
    large = director.post(f"{PERSON}/photo", data=body, content_type=kind)
    assert large.status_code in (413, 422)
    assert "太大" in large.text
    assert director.post(f"{PERSON}/photo", data={}).status_code == 422


def test_phone_and_duties_are_kept_and_bounded(application, as_):
    director = as_("jia")
    particulars = {"name": "演示员丙", "role": "clerk", "title": "", "department": ""}
    duties = {"phone": "0000-5550100", "duties": "社保登记、查询"}

    assert director.post(PERSON, data={**particulars, **duties}).status_code == 303

    assert "社保登记、查询" in director.get(PERSON).text
    too_long = {**particulars, "phone": "1" * 21, "duties": "字" * 61}
    assert director.post(PERSON, data=too_long).status_code == 422
    with application.hall.read() as snapshot:
        assert staff_by_id(snapshot.session, 3).phone == "0000-5550100"
