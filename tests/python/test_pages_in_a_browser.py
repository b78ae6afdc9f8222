"""A page in a real browser: nothing is asked of the network, every figure is drawn, it is as wide
as its window, and who has no mouse or sees little can read it."""

import browser
import made_files
import pytest
from taosweep_analysis import __main__

VARY = "yield.gain = uniform(0.3, 1.5)"
WIDTHS = (400, 1400)
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
FIGURES = """[...document.querySelectorAll('figure svg')].map(svg => {
  for (let up = svg; up; up = up.parentElement) if (up.tagName === 'DETAILS') up.open = true;
  const paths = [...svg.querySelectorAll('path, use, image')].filter(one => {
    const box = one.getBoundingClientRect(); return box.width + box.height > 0; });
  const box = svg.getBoundingClientRect();
  return [svg.getAttribute('aria-labelledby'), box.width, box.height, paths.length];
})"""
# Contrast of WCAG 2.1, 1.4.3: (L1 + 0.05)/(L2 + 0.05), L = .2126 R + .7152 G + .0722 B, linear.
CONTRASTS = """(() => {
  const light = rgb => rgb.map(c => c / 255).map(
    c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  ).reduce((sum, c, k) => sum + c * [0.2126, 0.7152, 0.0722][k], 0);
  const numbers = colour => colour.match(/[\\d.]+/g).map(Number);
  const ground = one => {
    for (let up = one; up; up = up.parentElement) {
      const found = numbers(getComputedStyle(up).backgroundColor);
      if (found.length < 4 || found[3] > 0) return found.slice(0, 3);
    }
    return [255, 255, 255];
  };
  const own = one => [...one.childNodes].some(n => n.nodeType === 3 && n.data.trim());
  return [...document.body.querySelectorAll('*')]
    .filter(one => !one.closest('svg') && own(one))
    .map(one => {
      const a = light(numbers(getComputedStyle(one).color).slice(0, 3)), b = light(ground(one));
      return [one.tagName + '.' + one.className,
              (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)];
    });
})()"""
STOPS = "a[href], summary, [tabindex]"
STOP = f"""(() => {{
  const one = document.activeElement, style = getComputedStyle(one);
  return [[...document.querySelectorAll('{STOPS}')].indexOf(one), style.outlineStyle,
          parseFloat(style.outlineWidth)];
}})()"""


@pytest.fixture(scope="module")
def tab(tmp_path_factory):
    opened = browser.Browser(tmp_path_factory.mktemp("browser"))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def page(tmp_path_factory, tab):
    """A small sweep of one drawn parameter and two arms, with a registered contrast."""
    out = tmp_path_factory.mktemp("pages") / "a.h5"
    more = ("[contrasts]\nmove = sum_of_prices: foundation.acts=yes - foundation.acts=no > 0.5\n"
            "[keep]\npaths = 2\n")
    made_files.sweep(out, VARY, "foundation.acts = no, yes", 8, more=more)
    with pytest.MonkeyPatch.context() as patch:
        made_files.few_figures(patch)
        written = out.with_suffix(".html")
        assert __main__.main(["report", str(out), "-o", str(written), "--program",
                              made_files.program()]) == 0
    return written


@pytest.mark.parametrize("width", WIDTHS)
def test_a_page_is_drawn_whole_within_its_window_without_network_or_error(tab, page, width):
    events = tab.open(page, width)

    asked = {event["params"]["request"]["url"] for event in events
             if event["method"] == "Network.requestWillBeSent"}
    assert {url for url in asked if not url.startswith("data:")} == {page.as_uri()}
    assert [event for event in events if event["method"] in (
        "Log.entryAdded", "Runtime.exceptionThrown", "Runtime.consoleAPICalled")] == []
    figures = tab.value(FIGURES)
    assert len(figures) >= 4
    for name, across, down, drawn in figures:
        assert across > 250 and down > 80 and drawn > 10, name
    assert tab.value(OVERFLOW) <= 0


def test_every_text_stands_out_from_its_ground(tab, page):
    tab.open(page, WIDTHS[0])

    found = tab.value(CONTRASTS)

    assert len(found) > 100
    assert [(what, ratio) for what, ratio in found if ratio < 4.5] == []


def test_the_tab_key_reaches_what_can_be_used_in_the_order_of_the_page(tab, page):
    tab.open(page, WIDTHS[1])
    places = []
    for _ in range(20):
        tab.press_tab()
        place, style, width = tab.value(STOP)
        assert place >= 0 and style != "none" and width >= 2
        places.append(place)

    assert places[0] == 0 and places == sorted(set(places))
