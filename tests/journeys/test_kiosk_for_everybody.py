"""The kiosk for whoever stands there: large letters, strong contrast, a wheelchair, a keyboard,
one switch; and after them nothing of it is left.
"""

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.conftest import KIOSK, Screens
from tests.journeys.site import Site
from tests.journeys.test_every_page import (
    AXE,
    KIOSK_PATHS,
    LETTER_PX,
    PORTRAIT,
    TARGET_PX,
    done_code,
    new_code,
    show,
)

pytestmark = pytest.mark.browser

#: Size, contrast, reach: where axe looks again; themes change its findings, and sizes only a few.
#: The usual look it judges in test_every_page; whether all can be read and reached in every look,
#: says test_kiosk_layout.
AXED = {
    "landscape": ("1.high.low", "3.plain.low"),
    "portrait": ("2.plain.whole", "3.high.whole"),
}
SIZES = {"landscape": KIOSK, "portrait": PORTRAIT}
MORE_PATHS = (
    "/kiosk/take/together", "/kiosk/take/priority", "/kiosk/give-back", "/kiosk/return",
    "/kiosk/staff", "/kiosk/items/enquire", "/kiosk/opinion", "/kiosk/opinion/say?kind=complaint",
    "/kiosk/opinion/answer",
)  # fmt: skip
#: A finger's breadth less than nothing: boxes of letters are taller than their strokes.
SLACK_PX = 14

#: What is wrong with the page as it stands there, each as "what: where".
FAULTS = """([target, letter, slack, low]) => {
    const named = each => `${each.className || each.tagName} ${each.textContent.slice(0, 20)}`;
    const TURNED = ".jumps, .carry, .scroll:not(.viewport)"; // may slide under something
    const seen = [...document.querySelectorAll(".top *, .frame *, .bottom *")]
        .filter(each => each.checkVisibility() && !each.closest(".unseen, svg"));
    const controls = seen.filter(each => each.matches("a[href], button, input:not([type=hidden])"));
    const box = new Map(seen.map(each => [each, each.getBoundingClientRect()]));
    const stage = document.querySelector(".viewport");
    const faults = [];
    const note = (what, which) => faults.push(...which.map(each => `${what}: ${each}`));

    const wide = seen.filter(each => box.get(each).right > innerWidth + 1);
    note("wider than the screen", wide.map(named));
    note("cut off", seen.filter(each => {
        const { overflowX, overflowY } = getComputedStyle(each);
        return (overflowX !== "visible" && each.scrollWidth > each.clientWidth + 1)
            || (overflowY === "hidden" && each.scrollHeight > each.clientHeight + slack);
    }).map(named));
    note("too small to hit", controls.filter(each => each.matches("a, button")
        && Math.min(box.get(each).width, box.get(each).height) < target).map(named));
    note("words outside their button", controls.filter(each => {
        const text = document.createRange();
        text.selectNodeContents(each);
        const [a, b] = [text.getBoundingClientRect(), box.get(each)];
        return a.width && (a.left < b.left - slack || a.right > b.right + slack
            || each.scrollHeight > each.clientHeight + slack);
    }).map(named));
    note("one upon the other", controls.flatMap((one, place) => controls.slice(place + 1)
        .filter(other => !one.closest(TURNED) && !other.closest(TURNED)
            && stage.contains(one) === stage.contains(other)
            && Math.min(box.get(one).right, box.get(other).right)
                - Math.max(box.get(one).left, box.get(other).left) > 1
            && Math.min(box.get(one).bottom, box.get(other).bottom)
                - Math.max(box.get(one).top, box.get(other).top) > 1)
        .map(other => `${named(one)} / ${named(other)}`)));
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const { data, parentElement } = texts.currentNode;
        if (!data.trim() || !box.has(parentElement)) continue;
        const { fontSize } = getComputedStyle(parentElement);
        if (parseFloat(fontSize) < letter) note("small", [data.trim()]);
    }
    // 220 mm of a panel of 476 mm, whose lower edge hangs 900 mm high.
    const reach = 220 / 476 * Math.max(innerWidth, innerHeight) / innerHeight;
    const band = Math.max(0.4, Math.min(0.62, reach));
    if (low) note("above the band", controls
        .filter(each => box.get(each).top < innerHeight * (1 - band) - 1).map(named));
    return faults;
}"""
#: What in axe's eyes depends on size and theme; the rest it judges once, in test_every_page.
AXE_LOOKS = """() => axe.run({ runOnly: { type: "rule", values: [
    "color-contrast", "color-contrast-enhanced", "target-size", "scrollable-region-focusable",
] } }).then(found => found.violations.flatMap(each =>
    each.nodes.map(node => `${each.id}: ${node.html.slice(0, 120)}`)))"""


@pytest.fixture(scope="module")
def paths(site: Site) -> list[str]:
    done = f"/kiosk/tickets/{done_code(site)}/rating"
    code = new_code(site)
    mine = (f"/kiosk/tickets/{code}", f"/kiosk/tickets/{code}/give-back", done)
    return [*KIOSK_PATHS, *MORE_PATHS, *mine]


@pytest.mark.slow_because("axe looks through two dozen pages in four looks")
def test_axe_finds_no_barrier_in_any_look(chromium: Browser, site: Site, paths: list[str]) -> None:
    """One browser, and each page loaded once: a look is nothing but attributes of <html>."""
    page = Screens(chromium, site).open("about:blank", bypass_csp=True, has_touch=True)
    faults: list[str] = []
    for path in paths:
        show(page, site.url + path)
        page.add_script_tag(path=AXE)
        for name, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            for look in AXED[name]:
                put_on(page, look)
                found = page.evaluate(AXE_LOOKS)
                faults += [f"{path} {name} {look} {fault}" for fault in found]
    page.context.close()

    assert faults == []


def put_on(page: Page, look: str) -> None:
    size, contrast, reach = look.split(".")
    page.evaluate(
        "look => Object.assign(document.documentElement.dataset, look)",
        {"size": size, "contrast": contrast, "reach": reach},
    )
    page.evaluate("new Promise(requestAnimationFrame)")


def faults_of(page: Page, look: str) -> list[str]:
    put_on(page, look)
    measures = [TARGET_PX, LETTER_PX, SLACK_PX, look.endswith("low")]
    return list(page.evaluate(FAULTS, measures))
