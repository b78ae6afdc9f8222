"""The shape of the source tree: sizes, who may include whom, where the machine may be named."""
import pathlib
import re
import statistics
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
CPP = {".hpp", ".cpp", ".cu", ".cuh", ".def", ".in"}
SOURCE = CPP | {".py", ".sh", ".txt", ".cmake", ".sbatch"}
TOP = ("kernels", "host", "analysis", "tests", "scripts")


def files(*folders, suffixes=SOURCE):
    found = [path for folder in folders for path in sorted((ROOT / folder).rglob("*"))
             if path.suffix in suffixes and "__pycache__" not in path.parts]
    assert found, f"no file in {folders}"
    return found


def name(path):
    return path.relative_to(ROOT).as_posix()


def code(path):
    """Text without comments and string literals, so that words in prose do not count."""
    text = path.read_text()
    return re.sub(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"', " ", text, flags=re.S)


def includes(path):
    """Without those that CMake fills in."""
    return re.findall(r'^\s*#\s*include\s+[<"]([^>"@]+)[>"]', path.read_text(), flags=re.M)


def including(prefix, *folders):
    return [path for path in files(*folders, suffixes=CPP)
            if any(header.startswith(prefix) for header in includes(path))]


def length(path):
    return len(path.read_text().splitlines())


def test_no_file_is_longer_than_400_lines():
    assert [f"{name(p)}: {length(p)}" for p in files(*TOP) if length(p) > 400] == []


def test_half_of_the_files_are_under_120_lines():
    assert statistics.median(length(p) for p in files(*TOP)) < 120


def test_no_line_is_wider_than_100_columns():
    wide = [f"{name(p)}:{number}" for p in files(*TOP, suffixes=CPP | {".py"})
            for number, line in enumerate(p.read_text().splitlines(), 1) if len(line) > 100]
    assert wide == []


def test_numbers_have_what_they_count_from_counted():
    """"1 points" is what a format of one's own gives."""
    own = re.compile(r'== 1 \? "" : "s"|\{\} (points|replicates|arms|economies) x |'
                     r'x \{\} (replicates|arms)\b|\? "economy" : "economies"')
    assert [f"{name(p)}:{number}" for p in files("host", suffixes=CPP)
            for number, line in enumerate(p.read_text().splitlines(), 1) if own.search(line)] == []


def test_the_formatter_leaves_comments_alone():
    """It would tear equations."""
    assert "ReflowComments: false" in (ROOT / ".clang-format").read_text()


@pytest.mark.parametrize("prefix",
                         ["CLI/", "boost/program_options", "boost/random", "boost/sort", "openssl/",
                          "nlohmann/"])
def test_third_party_header_stands_in_one_file(prefix):
    assert len(including(prefix, "kernels", "host")) <= 1, including(prefix, "kernels", "host")


@pytest.mark.parametrize("prefix, folder", [
    ("hdf5", "host/store/hdf5"), ("H5", "host/store/hdf5"),
    ("thrust/", "kernels/distributions"), ("cub/", "kernels/distributions"),
])
def test_third_party_header_stands_in_one_folder(prefix, folder):
    outside = [name(p) for p in including(prefix, "kernels", "host")
               if not name(p).startswith(folder + "/")]
    assert outside == []


def test_special_functions_of_boost_stand_in_one_folder_of_the_host():
    places = {p.parent for p in including("boost/math", "kernels", "host")}
    assert len(places) <= 1 and all(name(p).startswith("host") for p in places)


def test_each_format_of_network_states_is_in_the_list_of_them():
    formats = ROOT / "host/network/formats"
    declared = {found for p in formats.glob("*.hpp")
                for found in re.findall(r"constexpr Format (\w+)", p.read_text())}
    listed = re.search(r"formats\[\] = \{(.*?)\}", (formats / "all.hpp").read_text(), flags=re.S)
    assert declared and declared == set(re.findall(r"&(\w+)", listed[1]))


def test_a_format_of_network_states_says_only_what_its_keys_mean():
    """Units, checks and defaults are the same for all of them."""
    wrong = [f"{name(p)}: {header}" for p in files("host/network/formats", suffixes={".hpp"})
             for header in includes(p)
             if header != "host/network/format.hpp" and p.name != "all.hpp"]
    assert wrong == []


def test_the_page_of_network_states_has_the_columns_of_the_own_form():
    form = (ROOT / "host/network/formats/own_form.hpp").read_text()
    columns = set(re.findall(r'\{"(\w+)", &Record', form))
    page = (ROOT / "docs/states.md").read_text().split("| column |")[1].split("\n\n")[0]
    assert columns and set(re.findall(r"^\| `(\w+)` \|", page, flags=re.M)) == columns


def test_threads_are_started_in_one_file():
    starting = [name(p) for p in files("kernels", "host", suffixes=CPP)
                if re.search(r"\bstd::j?thread\b(?!::)", code(p))]
    assert len(starting) <= 1, starting


def test_kernels_include_only_themselves_thrust_and_the_standard_library():
    wrong = []
    for path in files("kernels", suffixes=CPP):
        for header in includes(path):
            standard = re.fullmatch(r"[a-z0-9_]+(\.h)?",
                                    header)  # <vector>, <immintrin.h>, <cuda_runtime.h>
            if not (header.startswith(("kernels/", "thrust/", "cub/")) or standard):
                wrong.append(f"{name(path)}: {header}")
    assert wrong == []


# Each room may include itself and those before it; what stands in none of them is the door and the
# back ends behind it.
ROOMS = ("portable.hpp", "lanes", "math", "random", "register",
         "distributions", "chain", "cohorts", "state", "players", "watch", "economy", "outcomes")


# They list the rows of all owners of parameters, of choices and of rules, wherever they live.
GATHER = ("kernels/register/parameters.def", "kernels/register/choices.hpp",
          "kernels/register/rules.hpp", "kernels/register/formula_code.hpp")


def room(path):
    first = path.removeprefix("kernels/").split("/")[0]
    return ROOMS.index(first) if first in ROOMS else len(ROOMS)


def test_no_include_of_the_kernels_runs_upward():
    wrong = [f"{name(path)}: {header}" for path in files("kernels", suffixes=CPP)
             for header in includes(path)
             if header.startswith("kernels/") and room(header) > room(name(path))
             and not (name(path) in GATHER and header.endswith(".def"))]
    assert wrong == []


def test_rooms_of_the_kernels_are_there():
    assert [r for r in ROOMS if not (ROOT / "kernels" / r).exists()] == []


# One of them stands between the registration of a subnet and the price of the next.
NAMED_BY_RIGHT = {"kernels/chain/rules.def": "before the attacker; its day"}


def test_only_players_name_the_attacked_subnet():
    """Rules, cohorts and the economy ask all players, of each subnet alike."""
    word = re.compile("target|attack|foundation|meme", re.I)
    wrong = []
    for path in files(*(f"kernels/{r}" for r in ("chain", "cohorts", "economy")), suffixes=CPP):
        text = path.read_text().replace(NAMED_BY_RIGHT.get(name(path), "noise.target"), "")
        text = text.replace("REAL(noise, target,", "")  # a holding, on any subnet
        wrong += [f"{name(path)}: {found}" for found in word.findall(text)]
    assert wrong == []


def test_tests_of_the_source_stand_in_its_rooms():
    """tests/kernels/chain holds the tests of kernels/chain."""
    rooms = {path.parent.relative_to(ROOT / "tests") for top in ("kernels", "host")
             for path in (ROOT / "tests" / top).rglob("*_test.cpp")}
    assert [room.as_posix() for room in sorted(rooms) if not (ROOT / room).is_dir()] == []


def test_no_header_includes_itself_by_way_of_others():
    below = {name(p): [h for h in includes(p) if (ROOT / h).exists()]
             for p in files("kernels", "host", suffixes={".hpp", ".cuh"})}
    whole = set()

    def visit(header, way):
        assert header not in way, " -> ".join([*way, header])
        if header not in whole:
            for lower in below.get(header, []):
                visit(lower, [*way, header])
            whole.add(header)

    for header in below:
        visit(header, [])


# From NAME.in, by CMake.
GENERATED = {"host/build_info.hpp", "kernels/lanes/built.hpp",
             "tests/kernels/lanes/plain_lanes.hpp"}


def test_every_include_of_our_own_exists():
    wrong = []
    for path in files("kernels", "host", "tests", suffixes=CPP):
        for header in includes(path):
            if header.startswith(("kernels/", "host/",
                                  "tests/")) and header not in GENERATED:
                if not (ROOT / header).exists():
                    wrong.append(f"{name(path)}: {header}")
    assert wrong == []


def test_every_header_guards_itself():
    headers = files("kernels", "host", suffixes={".hpp", ".cuh"})
    assert [name(p) for p in headers if "#pragma once" not in p.read_text()] == []


def test_the_compiler_is_named_in_two_files():
    allowed = {"kernels/portable.hpp", "kernels/lanes/warp.cuh"}
    naming = {name(p) for p in files("kernels", "host", suffixes=CPP)
              if re.search(r"__CUDA_ARCH__|__CUDACC__", code(p))}
    assert naming - allowed == set()


ISA_ROWS = re.findall(r"^ISA\((\w+), (\w+),", (ROOT / "kernels/lanes/isa.def").read_text(),
                      flags=re.M)


def test_each_instruction_set_has_its_lanes():
    assert ISA_ROWS
    for isa, lane in ISA_ROWS:
        assert f"struct {lane} {{" in (ROOT / f"kernels/lanes/{isa}.hpp").read_text()


def test_intrinsics_stand_in_the_lanes_of_an_instruction_set():
    naming = {name(p) for p in files("kernels", "host", suffixes=CPP)
              if re.search(r"\b_mm\d*_|immintrin", p.read_text())}
    assert [n for n in naming if not n.startswith(OWN_LANES)] == []


# Where an instruction set may be named: its row, and its lanes (NAME.hpp, NAME_*.hpp).
OWN_LANES = tuple(f"kernels/lanes/{isa}{end}" for isa, _ in ISA_ROWS for end in (".", "_"))


# What carries the name of one and is none: HDF5's word for a dataset of one number.
NOT_OF_ISA = re.compile(r"\bH5S_SCALAR\b")


@pytest.mark.parametrize("isa, lane", ISA_ROWS)
def test_an_instruction_set_is_named_in_its_row_and_its_lanes_alone(isa, lane):
    """Else the next one has to be added there too."""
    words = re.compile(rf"(?i:(?<![a-z0-9]){isa}(?![a-z0-9]))|{lane}|\b{isa.capitalize()}[A-Z]")
    everywhere = files("kernels", "host", "tests", "cmake", suffixes=CPP | {".txt", ".cmake"})
    naming = [name(p) for p in [*everywhere, ROOT / "CMakeLists.txt", ROOT / "CMakePresets.json"]
              if words.search(NOT_OF_ISA.sub("", p.read_text()))]
    outside = [n for n in naming if not n.startswith(OWN_LANES) and n != "kernels/lanes/isa.def"]
    assert outside == []


def test_launches_stand_in_one_file():
    launching = [name(p) for p in files("kernels", "host", "tests", suffixes=CPP)
                 if "<<<" in code(p)]
    assert set(launching) <= {"kernels/gpu/launch.cuh"}


def test_the_program_speaks_through_one_file():
    """Which shows what would steer a terminal, instead of sending it."""
    call = re.compile(r"\bfmt::v?print\b|\bstd::(?:cout|cerr|clog|print|println)\b"
                      r"|(?<!\w)(?:v?f?printf|dprintf|fputs|puts|fputc|putchar|putc|perror|psignal"
                      r"|fwrite)\s*\("
                      r"|\bSTD(?:OUT|ERR)_FILENO\b|(?<!\w)std(?:out|err)\b(?!\s*\))")
    saying = {name(p) for p in files("host", suffixes=CPP) if call.search(code(p))}
    # A signal handler may call nothing but write, of words that stand in the program.
    assert saying == {"host/text/terminal.cpp", "host/run/stop_signal.cpp"}


# Exactly rounded everywhere, hence allowed: sqrt, fma, floor and the like.
LIBM = ("exp|exp2|expm1|log|log2|log10|log1p|pow|sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh"
        "|asinh|acosh|atanh|erf|erfc|tgamma|lgamma|cbrt|hypot")


def test_kernels_call_no_function_of_libm_that_rounds_differently():
    call = re.compile(rf"(?:std|(?<!\w))::(?:{LIBM})[fl]?\s*\(|__builtin_(?:{LIBM})[fl]?\b")
    wrong = [f"{name(p)}: {found}" for p in files("kernels", suffixes=CPP)
             for found in call.findall(code(p))]
    assert wrong == []


def test_kernels_sum_in_no_order_of_a_library():
    call = re.compile(r"\b(?:std::(?:reduce|accumulate|transform_reduce|inner_product)"
                      r"|thrust::(?:reduce|transform_reduce|inner_product|inclusive_scan"
                      r"|exclusive_scan)\b(?!_by)"
                      r"|cub::\w*Reduce|atomicAdd)")
    wrong = [f"{name(p)}: {found}" for p in files("kernels", suffixes=CPP)
             for found in call.findall(code(p))]
    assert wrong == []


@pytest.mark.parametrize("home, literal", [
    ("kernels/math/undefined.hpp", r"quiet_NaN|__builtin_nan"),
    ("kernels/chain/block_time.hpp", r"\b7200\b"),
])
def test_a_number_with_a_name_stands_in_its_home_alone(home, literal):
    homes = {name(p) for p in files("kernels", "host", suffixes=CPP - {".def"})
             if re.search(literal, code(p))}
    assert homes == {home}


def test_random_numbers_come_from_the_project_alone():
    wrong = [name(p) for p in files("kernels", suffixes=CPP) if "random" in includes(p)]
    assert wrong == []


def test_the_project_speaks_of_itself_alone():
    words = re.compile("/wo" + "rk/|\\.\\./sha" + "red|TO" + "DO|FIX" + "ME|XX" + "X:")
    everywhere = files(*TOP, "cmake", "configs", "docs", suffixes=SOURCE | {".ini", ".md", ".csv"})
    everywhere += sorted(ROOT.glob("*.md")) + [ROOT / "CMakeLists.txt", ROOT / "CMakePresets.json"]
    assert [name(p) for p in everywhere if words.search(p.read_text())] == []


def test_scripts_are_executable_and_say_what_they_do():
    wrong = []
    for path in files("scripts", suffixes={".sh"}):
        text = path.read_text()
        if path.name == "common.sh":
            continue
        if not (path.stat().st_mode & 0o100 and text.startswith("#!/") and "\n# " in text[:200]):
            wrong.append(name(path))
    assert wrong == []


def test_schema_page_follows_from_the_declarations():
    done = subprocess.run([ROOT / "scripts" / "schema_page.py", "--check"], capture_output=True,
                          text=True)
    assert done.returncode == 0, done.stderr
