"""What the config registered beforehand in [contrasts], and what came of it: the verdicts are those
of `taosweep compare`."""

from ...say.numbers import interval, with_unit


def undecided(verdicts, *outcomes):
    """Names of the registered contrasts in these outcomes of which it is open whether they hold: no
    headline may say more than they do."""
    return [
        one.name
        for one in verdicts
        if one.found.outcome in outcomes and one.word not in ("confirmed", "falsified")
    ]


def lines(compared):
    """The registered contrasts in words; why there is no verdict, where there is none."""
    if compared.lacking:
        said = [f"Registered contrasts: no verdict here: {compared.lacking}."]
    elif not compared.verdicts:
        return ["Registered contrasts: none, this file's config has no [contrasts]."]
    else:
        said = [
            "Registered contrasts, by taosweep compare, all verdicts right together with 95 % "
            "(Holm):",
            *map(words_on, compared.verdicts),
        ]
    return said + ["All that follows is descriptive: each interval holds by itself."]


def words_on(verdict):
    found = verdict.found
    bounds = interval(found.low, found.high)
    why = f"no interval: {found.why or found.method}" if bounds == "none" else bounds
    return (
        f"  {verdict.name}: {verdict.word}; {verdict.expected}: "
        f"{with_unit(found.value, found.unit)} ({why}, n = {found.pairs})"
    )
