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
LETTERS = """(() => {
  const own = one => [...one.childNodes].some(n => n.nodeType === 3 && n.data.trim());
  for (const one of document.querySelectorAll('details')) one.open = true;
  return [...document.body.querySelectorAll('*')]
    .filter(one => own(one) && !['title', 'desc', 'style'].includes(one.tagName.toLowerCase()))
    .map(one => {
      const inside = one.closest('svg') !== null;
      const matrix = inside ? one.getScreenCTM() : null;
      const scale = inside ? Math.hypot(matrix.a, matrix.b) : 1;
      return [inside, one.textContent.trim().slice(0, 40),
              scale * parseFloat(getComputedStyle(one).fontSize)];
    });
})()"""
LEAST = {"page": 13, "figure": 9}  # heights of letters [pixel]
# Letters of a figure stand on white, but those in a coloured cell, which test_figures_of_cells.py
# has: here all others.
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
    .filter(one => own(one) && !['title', 'desc', 'style'].includes(one.tagName.toLowerCase()))
    .filter(one => getComputedStyle(one).fill !== 'rgb(255, 255, 255)')
    .map(one => {
      const colour = getComputedStyle(one)[one.closest('svg') ? 'fill' : 'color'];
      const a = light(numbers(colour).slice(0, 3)), b = light(ground(one));
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


def a_made_up_one(out):
    """A small sweep of one drawn parameter and two arms, with a registered contrast."""
    more = ("[contrasts]\nmove = sum_of_prices: foundation.acts=yes - foundation.acts=no > 0.5\n"
            "[keep]\npaths = 2\n")
    return made_files.sweep(out, VARY, "foundation.acts = no, yes", 8, more=more)


def of_config(name, *settings):
    config = made_files.ROOT / f"configs/{name}.ini"
    return lambda out: made_files.run(out, config, *settings)


PAGES = {
    "made up": a_made_up_one,
    "sn28": of_config("sn28", "sweep.points=2", "network.subnets=6", "attack.netuid=3",
                      "keep.economies=", "keep.paths=2"),
    "rule_race": of_config("rule_race", "sweep.points=3", "network.subnets=12"),
}


@pytest.fixture(scope="module", params=PAGES)
def page(request, tmp_path_factory, tab):
    out = PAGES[request.param](tmp_path_factory.mktemp("pages") / "a.h5")
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
    assert len(figures) >= 3
    for name, across, down, drawn in figures:
        assert across > 250 and down > 80 and drawn > 10, name
    assert tab.value(OVERFLOW) <= 0


def test_every_text_stands_out_from_its_ground(tab, page):
    tab.open(page, WIDTHS[0])

    found = tab.value(CONTRASTS)

    assert len(found) > 100
    assert [(what, ratio) for what, ratio in found if ratio < 4.5] == []


def test_letters_are_large_enough_on_a_telephone(tab, page):
    """Those of the page 13 pixels at least, those of figures 9."""
    tab.open(page, WIDTHS[0])

    found = tab.value(LETTERS)

    assert len([inside for inside, _, _ in found if inside]) > 50
    assert [(words, size) for inside, words, size in found
            if size < LEAST["figure" if inside else "page"]] == []


def test_without_a_browser_the_long_run_fails_and_another_skips(monkeypatch):
    monkeypatch.setattr(browser.shutil, "which", lambda name: None)
    monkeypatch.delenv("TAOSWEEP_LONG", raising=False)
    with pytest.raises(pytest.skip.Exception, match="install_packages.sh long"):
        browser.program()
    monkeypatch.setenv("TAOSWEEP_LONG", "1")
    with pytest.raises(pytest.fail.Exception, match="install_packages.sh long"):
        browser.program()
    assert "packages+=(chromium)" in (
        made_files.ROOT / "scripts/install_packages.sh").read_text()


def test_the_tab_key_reaches_what_can_be_used_in_the_order_of_the_page(tab, page):
    tab.open(page, WIDTHS[1])
    places = []
    for _ in range(20):
        tab.press_tab()
        place, style, width = tab.value(STOP)
        assert place >= 0 and style != "none" and width >= 2
        places.append(place)

    assert places[0] == 0 and places == sorted(set(places))
