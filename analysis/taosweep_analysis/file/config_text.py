"""Resolved configs: what every economy has, what each arm sets over it."""

import re


def lines_of(resolved):
    """(section, key, value) of each line that sets something; section '' before the first."""
    section = ""
    for line in resolved.splitlines():
        header = re.fullmatch(r"\[(.+)\]", line.strip())
        if header:
            section = header[1]
        elif "=" in line:
            key, value = (part.strip() for part in line.split("=", 1))
            yield section, key, value


def is_vary(section):
    """[vary], and the blocks [vary NAME]."""
    return section.split(" ")[0] == "vary"


def config_values(resolved):
    """Keys, 'group.name' -> text. Lines of [vary], of [depend] and of arms hold no single value and
    are left out."""
    return {
        f"{section}.{key}" if section else key: value
        for section, key, value in lines_of(resolved)
        if section not in ("depend", "arms") and not is_vary(section)
        and not section.startswith("arm ")
    }


def varied_keys(resolved):
    """Keys that [vary], [depend] and the arms set, so that no single value holds."""
    keys = set()
    for section, key, _ in lines_of(resolved):
        if is_vary(section):
            zipped = re.fullmatch(r"zip\((.*)\)", key)
            keys |= {part.strip() for part in (zipped[1] if zipped else key).split(",")}
        elif section in ("arms", "depend") or section.startswith("arm "):
            keys.add(key)
    return keys


def settings_of_label(label):
    """'a.b=1, c.d=no' -> {'a.b': '1', 'c.d': 'no'}"""
    return dict(part.split("=", 1) for part in label.split(", ") if "=" in part)


def settings_of_arms(labels, resolved):
    """What each arm sets: the lines of its section [arm LABEL], or of its label."""
    sections = {}
    for section, key, value in lines_of(resolved):
        if section.startswith("arm "):
            sections.setdefault(section.removeprefix("arm "), {})[key] = value
    return [sections.get(label) or settings_of_label(label) for label in labels]
