"""One name, one thing: the linker keeps one of two definitions, and takes it for the other.

Two classes of one name have one destructor in a program that is not optimised, and where it inlines
both their difference does not show.
"""
import collections
import pathlib
import re

import pytest

from definitions import Definition, definitions

ROOT = pathlib.Path(__file__).resolve().parents[2]
SUFFIXES = {".hpp", ".cuh", ".cpp", ".cu", ".in"}
INSTEAD = "_no_gpu.cpp"  # compiled where the GPU program is not, which has the same functions


def sources():
    found = [p for top in ("kernels", "host", "tests") for p in sorted((ROOT / top).rglob("*"))
             if p.suffix in SUFFIXES and not p.name.endswith(INSTEAD)]
    assert len(found) > 500
    return {path.relative_to(ROOT).as_posix(): path.read_text() for path in found}


SOURCES = sources()
DEFINED = {name: definitions(text) for name, text in SOURCES.items()}


def in_headers(name):
    return name.removesuffix(".in").endswith((".hpp", ".cuh"))


def defined_twice(kinds, defined):
    files = collections.defaultdict(set)
    for file, found in defined.items():
        for one in found:
            if one.kind in kinds and not one.hidden and one.name != "main(int, char**)":
                files[one.name].add(file)
    assert len(files) > 1, "no definition was found"
    return {name: sorted(where) for name, where in files.items() if len(where) > 1}


def test_a_type_is_defined_in_one_file():
    assert defined_twice(("type", "alias"), DEFINED) == {}


@pytest.mark.parametrize("kind", ["function", "variable"])
def test_a_function_or_variable_is_defined_in_one_file(kind):
    assert defined_twice((kind,), DEFINED) == {}


def test_what_one_source_alone_names_is_hidden_in_it():
    """In a namespace without a name, or static: what another source calls so is not met. Names with
    an @ are declared for all rows of kernels/lanes/isa.def."""
    declared = " ".join(text for file, text in SOURCES.items() if in_headers(file))
    words = set(re.findall(r"\w+", declared))
    wrong = []
    for file, found in DEFINED.items():
        for one in found:
            if in_headers(file) or file.endswith(".cu") or one.hidden or one.kind == "alias":
                continue
            word = re.search(r"([\w@]+|operator\W+)(?=\(|$)", one.name)[1]
            if word not in words | {"main"} and "@" not in word:
                wrong.append(f"{file}: {one.name}")
    assert wrong == []


def test_a_template_of_sources_defines_no_type_for_all_of_them():
    """Its copies would define it once each."""
    assert [f"{file}: {one.name}" for file, found in DEFINED.items() if file.endswith(".cpp.in")
            for one in found if one.kind == "type" and not one.hidden and "@" not in one.name] == []


def test_headers_hide_nothing():
    """A type of a namespace without a name is another in each source that includes it."""
    own_copies = {"kernels/distributions/summarise.hpp"}  # two sources with two Thrusts, each once
    assert {file for file, found in DEFINED.items()
            if in_headers(file) and any(one.hidden for one in found)} == own_copies


READ = """
// struct InWords {};
namespace taosweep {
struct Declared;
const char* text = "struct InText {";
template <class R>
struct Pool : Base<R> {
  struct Member {};
  R tao() const { return 0; }
};
enum class Kind { one, two };
using Words = std::vector<std::string>;
template <>
struct Of<Pool> {};
struct Pool::Late {};
constexpr int table[] = {1, 2};
inline constexpr int shared[2][2] = {{1, 2}, {3, 4}};
inline constexpr Pool<R> empty{1, (2)};
const auto call = [](int x) { return x; };
int Pool::member(int x) { return x; }
int declared(int x);
template <class R>
[[nodiscard]] inline R sum(const std::map<int, R>& all, R first = {}) {
  struct Local {};
  return first;
}
template <class Block = OneBlock, class E>
void run(E& economy) {}
static int own(int) { return 1; }
namespace inner {
double sum(double x, double) { return x; }
}  // namespace inner
namespace {
struct Hidden {};
}  // namespace
}  // namespace taosweep
"""


def test_definitions_are_found():
    assert definitions(READ) == [
        Definition("type", "taosweep::Pool", False),
        Definition("type", "taosweep::Kind", False),
        Definition("alias", "taosweep::Words", False),
        Definition("variable", "taosweep::shared", False),
        Definition("variable", "taosweep::empty", False),
        Definition("function", "template <class R> taosweep::sum(const std::map<int, R>&, R)",
                   False),
        Definition("function", "template <class Block = OneBlock, class E> taosweep::run(E&)",
                   False),
        Definition("function", "taosweep::own(int)", True),
        Definition("function", "taosweep::inner::sum(double, double)", False),
        Definition("type", "taosweep::Hidden", True),
    ]


@pytest.mark.parametrize("other", ["class Pool { int x; };", "enum Pool { x };",
                                   "using Pool = int;", "union Pool final { int x; };"])
def test_another_type_of_the_name_is_seen(other):
    both = {"a.hpp": definitions(READ),
            "b.hpp": definitions(f"namespace taosweep {{\n{other}\n}}")}
    assert defined_twice(("type", "alias"), both) == {"taosweep::Pool": ["a.hpp", "b.hpp"]}
