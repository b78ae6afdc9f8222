"""Links in the documents lead somewhere, and every page can be found."""
import pathlib
import re

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGES = sorted(ROOT.glob("docs/*.md"))
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *PAGES]


def prose(document):
    """Without blocks of code, in which brackets are no links."""
    return re.sub(r"^```.*?^```", "", document.read_text(), flags=re.S | re.M)


def links(document):
    return re.findall(r"\[[^\]]*\]\(([^)\s]+)\)", prose(document))


def anchors(document):
    """As GitHub makes them of headings: lower case, without punctuation, spaces as dashes; a
    heading that comes again is numbered."""
    found = []
    for heading in re.findall(r"^#+ +(.*)$", prose(document), flags=re.M):
        text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)
        anchor = re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-")
        found.append(anchor if anchor not in found else f"{anchor}-{found.count(anchor)}")
    return found


def broken(document, link):
    path, _, anchor = link.partition("#")
    target = (document.parent / path).resolve() if path else document
    if not target.is_relative_to(ROOT) or not target.exists():
        return "nothing is there"
    if anchor and (target.suffix != ".md" or anchor not in anchors(target)):
        return "no heading has this anchor"
    return ""


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_and_anchor_is_there(document):
    inside = [link for link in links(document) if "://" not in link]
    assert [f"{link}: {why}" for link in inside if (why := broken(document, link))] == []


def test_every_page_can_be_reached_from_the_readme():
    seen, waiting = set(), [ROOT / "README.md"]
    while waiting:
        document = waiting.pop()
        if document in seen or document.suffix != ".md" or not document.exists():
            continue
        seen.add(document)
        waiting += [(document.parent / link.split("#")[0]).resolve() for link in links(document)
                    if "://" not in link and not link.startswith("#")]
    assert [page.name for page in PAGES if page not in seen] == []


def test_anchors_are_made_as_readers_expect(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("# How to add ...\n## A, and `b_c`\n## Limits\n"
                    "```\n# no heading\n```\n## Limits\n")
    assert anchors(page) == ["how-to-add-", "a-and-b_c", "limits", "limits-1"]
    page.write_text(page.read_text() + "[a](#limits) [b](#none) [c](gone.md)\n")
    assert links(page) == ["#limits", "#none", "gone.md"]
    assert broken(page, "#limits") == "nothing is there"  # outside of the project
    assert broken(ROOT / "README.md", "#none") == "no heading has this anchor"
    assert broken(ROOT / "README.md", "gone.md") == "nothing is there"
    assert broken(ROOT / "README.md", "#limits") == ""
