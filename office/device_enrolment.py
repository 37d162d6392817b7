"""设备登记: browsers that wait with a code, those that are enrolled, and links for launchers."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hall.enrolled_devices.actions import Caller, make_link, revoke_link
from hall.enrolled_devices.queries import device_by_id, enrolled_devices, link_by_id, open_links
from hall.errors import Malformed
from hall.line.queries import windows
from hall.screens.queries import screens
from office import enrolment_forms as forms
from office.page import office_page
from web.app_context import current_context, current_hall
from web.forms.form_page import form_page
from web.forms.once import made_once
from web.sign_in import actor, must_be_manager

bp = Blueprint(
    "office_enrolment", __name__, url_prefix="/office/enrolment", template_folder="templates"
)


@bp.get("")
def page() -> str:
    enrolment = current_context().enrolment
    with office_page() as (show, snapshot):
        devices = enrolled_devices(snapshot.session)
        return show(
            "office/enrolment.html",
            in_force=enrolment.in_force,
            screens=screens(snapshot.session),
            windows=windows(snapshot.session),
            links=open_links(snapshot),
            devices=[(device, enrolment.register.last_heard(device.id)) for device in devices],
            seq=snapshot.seq,
            waiting=waiting_devices(),
        )


@bp.get("/_waiting")
def waiting() -> str:
    must_be_manager()
    with current_hall().read() as snapshot:
        return render_template(
            "office/_enrolment.html", waiting=waiting_devices(), seq=snapshot.seq
        )


def waiting_devices() -> list[tuple[object, float]]:
    """Those that are enrolled by now have only not asked again yet."""
    enrolment = current_context().enrolment
    return [
        (asked, enrolment.requests.seconds_since(asked))
        for asked in enrolment.requests.waiting()
        if not enrolment.register.knows(asked.digest)
    ]


@bp.post("")
@form_page(".page")
def enrol() -> ResponseReturnValue:
    """The code is typed, and no button pressed beside it: so nobody lets in a browser that they
    have not seen."""
    manager, form = must_be_manager(), forms.CodeOnScreenForm.read()
    enrolment = current_context().enrolment
    asked = enrolment.requests.with_code(form.typed_code)
    if asked is None:
        raise Malformed(field="device_code")
    enrolment.register.enrol(actor(manager), form.wish, Caller(asked.digest, asked.address))
    return redirect(url_for(".page"), 303)


@bp.post("/links")
@form_page(".page")
def link() -> ResponseReturnValue:
    """The link is shown on this one page, and never again: not for a second press either."""
    manager, form = must_be_manager(), forms.DeviceForm.read()
    shown: list[str] = []
    with current_hall().work(actor(manager)) as work:

        def make() -> int:
            shown.append(make_link(work, form.wish(work)))
            return 0

        made_once(work, make)
        for token in shown:
            server = current_context().public_url or request.host_url.rstrip("/")
            return render_template(
                "office/enrolment_link.html",
                manager=manager,
                now=work.now,
                name=form.name.value,
                server=server,
                path=url_for("enrolment.by_link", link=token),
            )
    return redirect(url_for(".page"), 303)


@bp.post("/<int:device_id>/revoke")
@form_page(".page")
def revoke(device_id: int) -> ResponseReturnValue:
    manager, enrolment = must_be_manager(), current_context().enrolment
    enrolment.register.revoke(actor(manager), device_id)
    with current_hall().read() as snapshot:
        enrolment.requests.close(device_by_id(snapshot.session, device_id).digest)
    return redirect(url_for(".page"), 303)


@bp.post("/links/<int:link_id>/revoke")
@form_page(".page")
def take_link_back(link_id: int) -> ResponseReturnValue:
    manager = must_be_manager()
    with current_hall().work(actor(manager)) as work:
        revoke_link(work, link_by_id(work.session, link_id))
    return redirect(url_for(".page", _anchor="links"), 303)
