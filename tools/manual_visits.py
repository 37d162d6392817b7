"""The pictures in the manuals (docs/manual/roles/): which page, as whom, and what is done first.

Taken as everything else that ``make pictures`` takes, of a screen as it stands on a desk. A test
compares the table with the manuals.
"""

from playwright.sync_api import Page, expect

from tools.visits import Visit, seen, signed_in

#: Before the name of each: a folder of its own below docs/pictures/.
OF_MANUALS = "manual/"
#: The hall looks at a printer that has nothing to do every ten seconds.
LOOKED_AT_MS = 30_000


def without_paper(page: Page) -> None:
    """Gives the virtual printer a trouble, so that the page says what to do."""
    signed_in("jia", "/office/devices")(page)
    no_paper = page.get_by_role("button", name="没纸", exact=True)
    no_paper.click()
    expect(no_paper).to_have_attribute("aria-pressed", "true")
    expect(page.locator("[data-machine=printer]")).to_contain_text(
        "打印纸用完了", timeout=LOOKED_AT_MS
    )


def duty(page: Page) -> None:
    """At the window for everything, while the printer has no paper."""
    signed_in("ren", "/counter/6")(page)
    expect(page.locator(".device-alerts")).to_contain_text("打印纸用完了", timeout=LOOKED_AT_MS)


def checked(page: Page) -> None:
    signed_in("jia", "/office/opening-check")(page)
    page.get_by_role("button", name="现在检查").click()
    expect(page.get_by_text("要办").first).to_be_visible()


#: In a demonstration hall, in this order: from "devices" on the printer has no paper.
MANUAL_VISITS: dict[str, Visit] = {
    f"{OF_MANUALS}{name}": visit
    for name, visit in {
        "counter": signed_in("bing", "/counter/1"),
        "months": signed_in("jia", "/office/attendance"),
        "roster": signed_in("jia", "/office/roster"),
        "setup": signed_in("jia", "/office/setup"),
        "enrolment": signed_in("jia", "/office/enrolment"),
        "devices": without_paper,
        "duty": duty,
        "today": signed_in("jia", "/office"),
        "opening-check": checked,
    }.items()
}
#: In a hall that was started for the first time.
FIRST_VISITS: dict[str, Visit] = {f"{OF_MANUALS}first-start": seen("/setup")}
