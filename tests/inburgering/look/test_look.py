"""The look: nothing scrolls sideways, everything can be reached and seen, on paper as on every screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import assert_accessible
from tests.inburgering.look.conftest import PAGES

Device = Callable[..., Page]
SIZES = [(1366, 768), (1093, 520), (768, 1024), (375, 667), (320, 640)]
# A link within running text is exempt (WCAG 2.5.8); of a tile or tick its whole label counts.
SMALL_TARGETS = """(least) => [...document.querySelectorAll("a, button, select, summary, input, textarea")]
    .filter((element) => element.checkVisibility())
    .filter((element) => !element.closest("p, li:not(nav li), dd, td, .rs-notice, .rs-hidden"))
    .map((element) => [element.closest("label") || element, element])
    .filter(([target]) => { const box = target.getBoundingClientRect(); return box.height > 1 && box.height < least; })
    .map(([, element]) => element.outerHTML.slice(0, 120))"""
CLIPPED = """() => [...document.querySelectorAll("button, .utrecht-button, th, td, .rs-tile, .rs-status, select")]
    .filter((element) => element.checkVisibility() && element.clientHeight > 1
        && element.scrollHeight > element.clientHeight + 2)
    .map((element) => element.outerHTML.slice(0, 120))"""
COVERED = """() => {
    const element = document.activeElement;
    const box = element.getBoundingClientRect();
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    const ring = getComputedStyle(element.closest(".rs-tile, .rs-segment label") || element);
    return [element.outerHTML.slice(0, 100), element.contains(top) || top?.contains(element),
        parseFloat(ring.outlineWidth) >= 2 && ring.outlineStyle !== "none"];
}"""
SPACING = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }"


@pytest.mark.parametrize("name", PAGES)
def test_no_sideways_scrolling_at_any_width(device: Device, name: str) -> None:
    page = device(1366, 768)
    page.goto(f"/{name}/")
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{name} op {width}"


@pytest.mark.parametrize("name", [*PAGES, "screen"])
@pytest.mark.parametrize(("width", "height"), [(1366, 768), (375, 667)])
def test_axe_finds_nothing(device: Device, name: str, width: int, height: int) -> None:
    page = device(width, height)
    page.goto(f"/{name}/")

    assert_accessible(page)


@pytest.mark.parametrize("name", PAGES)
def test_one_h1_language_title_and_skip_link(device: Device, name: str) -> None:
    page = device(1366, 768)
    page.goto(f"/{name}/")

    assert page.locator("h1").count() == 1
    assert page.locator("html").get_attribute("lang") == "nl"
    assert page.title().count(" - ") >= 1
    page.keyboard.press("Tab")
    if name != "components":  # there the error summary has the focus
        expect(page.locator(".utrecht-skip-link")).to_be_focused()


@pytest.mark.parametrize("name", PAGES)
def test_focus_is_always_seen(device: Device, name: str) -> None:
    page = device(1366, 768)
    page.goto(f"/{name}/")
    for _ in range(45):
        page.keyboard.press("Tab")
        element, on_top, ringed = page.evaluate(COVERED)
        if element.startswith("<body"):
            break
        assert on_top, f"bedekt: {element}"
        assert ringed, f"geen ring: {element}"


@pytest.mark.parametrize("name", PAGES)
def test_targets_are_big_enough(device: Device, name: str) -> None:
    page = device(375, 667)
    page.goto(f"/{name}/")
    assert page.evaluate(SMALL_TARGETS, 44) == []

    page.set_viewport_size({"width": 1366, "height": 768})
    assert page.evaluate(SMALL_TARGETS, 24) == []


@pytest.mark.parametrize("name", PAGES)
def test_wider_text_is_not_clipped(device: Device, name: str) -> None:
    page = device(375, 667, bypass_csp=True)
    page.goto(f"/{name}/")
    page.add_style_tag(content=SPACING)

    assert page.evaluate(CLIPPED) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 375


@pytest.mark.parametrize(("width", "height"), [(375, 667), (1366, 654), (1093, 520)])
def test_question_answers_button_and_status_fit_the_screen(device: Device, width: int, height: int) -> None:
    page = device(width, height)
    page.goto("/question/")

    parts = [page.locator(name) for name in ("h1", "[data-next]", "[data-status]")] + page.locator(".rs-tile").all()
    for part in parts:
        box = part.bounding_box()
        assert box
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= height


def test_six_answers_are_at_least_44_pixels_high(device: Device) -> None:
    page = device(375, 667)
    page.goto("/question/")

    heights = [tile.bounding_box()["height"] for tile in page.locator(".rs-tile").all()]
    assert len(heights) == 6
    assert min(heights) >= 44


def test_nothing_on_the_screen_in_the_room_is_under_28_pixels(device: Device) -> None:
    page = device(1920, 1080)
    page.goto("/screen/")

    sizes = page.evaluate(
        """() => [...document.querySelectorAll("body *")]
            .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())
                && element.checkVisibility())
            .map((element) => parseFloat(getComputedStyle(element).fontSize))"""
    )
    assert min(sizes) >= 28
    assert page.evaluate("document.documentElement.scrollHeight") <= 1080
    assert page.locator("nav").count() == 0


def test_menu_opens_on_a_phone_without_script(device: Device) -> None:
    page = device(375, 667, java_script_enabled=False)
    page.goto("/heatmap/")
    menu = page.locator(".rs-menu")

    expect(menu.get_by_role("link", name="Werksessies").first).to_be_hidden()
    menu.locator("summary").click()

    expect(menu.get_by_role("link", name="Werksessies").first).to_be_visible()
    expect(menu.get_by_role("button", name="Uitloggen")).to_be_visible()


def test_choice_sends_itself_by_mouse_and_waits_for_the_button_by_keyboard(device: Device) -> None:
    page = device(1366, 768)
    page.goto("/heatmap/")
    select = page.get_by_label("Bekijk voor")
    button = page.locator(".rs-page-head").get_by_role("button", name="Kies")

    select.focus()
    page.keyboard.press("ArrowDown")
    expect(select).to_have_value("oost-gelre")
    assert "gemeente" not in page.url
    page.keyboard.press("Tab")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**gemeente=oost-gelre**")
    assert "thema=alle" in page.url


def test_forced_colours_keep_the_signs(device: Device) -> None:
    page = device(1366, 768, forced_colors="active")
    page.goto("/heatmap/")

    stripe = "(element) => getComputedStyle(element, '::after').borderBottomWidth"
    assert page.locator(".rs-heat__cell > span").first.evaluate(stripe) == "3px"
    page.goto("/components/")
    done = page.locator(".rs-progress > .is-done").first.evaluate("(e) => getComputedStyle(e).backgroundColor")
    waiting = page.locator(".rs-progress > i:not([class])").first.evaluate("(e) => getComputedStyle(e).backgroundColor")
    assert done != waiting


def test_on_paper_the_menu_is_gone_and_the_table_whole(device: Device) -> None:
    page = device(1366, 768)
    page.goto("/heatmap/")
    page.emulate_media(media="print")

    expect(page.locator(".rs-nav")).to_be_hidden()
    expect(page.locator(".rs-heat")).to_be_visible()
    expect(page.locator(".rs-example p")).to_be_visible()
