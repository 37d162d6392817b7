"""The page of the screens says from how far each can be read."""

from hall.screens.actions import ScreenWish, register
from hall.screens.model import ScreenRole


def test_a_screen_too_small_for_its_distance_is_named_with_what_it_can_do(manager, application):
    with application.hall.work("staff:1") as work:
        register(
            work,
            ScreenWish(
                name="small",
                role=ScreenRole.BOARD,
                width_mm=500,
                height_mm=250,
                distance_mm=8000,
            ),
        )
        register(work, ScreenWish(name="near", role=ScreenRole.BOARD, distance_mm=3000))

    page = manager.get("/office/screens").text

    small, near = (
        page.split(f'value="{name}"')[1].split("</form>")[0] for name in ("small", "near")
    )
    assert "这块屏只够看清 1." in small
    assert "这块屏只够看清" not in near
    assert "叫到的号" in near
    assert "投诉电话" in near
