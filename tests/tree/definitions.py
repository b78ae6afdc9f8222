"""What a C++ source defines in its namespaces, read as text: for tests of the tree."""
import dataclasses
import re

NOT_CODE = re.compile(r'R"(\w*)\(.*?\)\1"|//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"'
                      r"|(?<!\w)'(?:\\.|[^'\\\n])+'|^[ \t]*#(?:\\\n|[^\n])*", flags=re.M | re.S)
TYPE = re.compile(r"(?:template <.*> )?(?:class|struct|union|enum(?: class| struct)?)"
                  r"(?: alignas\(.*?\))? (?P<name>[\w@]+)(?: final)?(?: :(?!:).*)?")
ALIAS = re.compile(r"(?:template <.*> )?using (?P<name>[\w@]+) = .*")
VARIABLE = re.compile(r"(?:template <.*> )?inline [^=({]*?(?P<name>\w+)(?:\[.*?\])*(?: ?= ?.*)?")
FUNCTION = re.compile(r"(?P<before>.*?)(?P<name>[\w@]+|\boperator\W+?) ?\((?P<parameters>.*)\)"
                      r"(?: const| noexcept| requires .*| ->.*)*")


@dataclasses.dataclass(frozen=True)
class Definition:
    kind: str  # "type", "alias", "function", or "variable" of all sources (inline)
    name: str  # with its namespaces; of a function with its template and parameters
    hidden: bool  # no other source sees it: in a namespace without a name, or static


def pieces(text, delimiter):
    """Split where no bracket is open."""
    found, depth = [""], 0
    for letter in text:
        depth += (letter in "([{<") - (letter in ")]}>")
        if letter == delimiter and depth == 0:
            found.append("")
        else:
            found[-1] += letter
    return [piece.strip() for piece in found if piece.strip()]


def parameter(text):
    """Its type, without name and default."""
    text = pieces(text, "=")[0]
    return re.sub(r"(?<=[\w>&*\]]) ?(?<![:\w])\w+$", "", text) if re.search(r"\W", text) else text


def definition(head, ends, scope, hidden):
    """What `head` defines, where `{` or `;` ends it; None where it only declares or is a member."""
    inside = "".join(f"{name}::" for name in scope)
    if found := VARIABLE.fullmatch(head):
        return Definition("variable", inside + found["name"], hidden)
    if ends == ";":
        alias = ALIAS.fullmatch(head)
        return Definition("alias", inside + alias["name"], hidden) if alias else None
    if found := TYPE.fullmatch(head):
        return Definition("type", inside + found["name"], hidden)
    found = FUNCTION.fullmatch(re.sub(r"__\w+__\(.*?\) |\[\[.*?\]\] ?", "", head))
    if not found:
        return None
    of = re.match(r"(?:template <.*?> (?=\w))?", found["before"])[0]
    before = found["before"].removeprefix(of)
    if before.endswith("::") or re.search(r"\w+ = ", before):
        return None
    taken = ", ".join(parameter(p) for p in pieces(found["parameters"], ","))
    return Definition("function", f"{of}{inside}{found['name'].strip()}({taken})",
                      hidden or "static " in before)


def definitions(text):
    """Of namespaces; neither members nor what functions hold."""
    text = NOT_CODE.sub(lambda match: '""' if match[0].startswith(('"', "R")) else " ", text)
    found, scope, start, at, brackets = [], [], 0, 0, 0
    while match := re.compile(r"[(){};]").search(text, at):
        at = match.end()
        if match[0] in "()" or brackets > 0:  # a default may stand in braces
            brackets += (match[0] == "(") - (match[0] == ")")
            continue
        head = " ".join(text[start:match.start()].split())
        space = re.fullmatch(r"(?:.* )?namespace ?([\w:]*)", head)
        if match[0] == "{" and (space or head.startswith("extern")):
            scope.append(space[1] if space else "")
        elif match[0] == "}":
            del scope[-1:]
        else:
            hidden = any(not name for name in scope)
            found.append(definition(head, match[0], [name for name in scope if name], hidden))
            depth = match[0] == "{"
            while depth and (brace := re.compile(r"[{}]").search(text, at)):
                depth, at = depth + (1 if brace[0] == "{" else -1), brace.end()
            # What stands between a closing brace and ";" belongs to a variable, or is nothing.
            if match[0] == "{" and (rest := re.compile(r"\s*[\w\[\]]*\s*;").match(text, at)):
                at = rest.end()
        start = at
    return [one for one in found if one]
