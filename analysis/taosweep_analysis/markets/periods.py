"""Facts in blocks, each with its recorded figures: those that check come first."""

import dataclasses

from . import facts, facts_2026, recorded


@dataclasses.dataclass(frozen=True)
class Block:
    heading: str
    facts: tuple
    figures: dict  # name -> recorded


LAUNCH = (
    Block("Days 100 to 164, not fitted", facts.AFTER, recorded.AFTER),
    Block("Days 20 to 164, of which days 20 to 100 were fitted", facts.LAUNCH, recorded.LAUNCH),
    Block("Days 20 to 100, fitted", facts.FITTED, recorded.FITTED),
)
LATER = (
    Block("2026, not fitted or in part", facts_2026.LATER, recorded.LATER),
    Block("2026, fitted", facts_2026.FITTED, recorded.LATER_FITTED),
)


def quantities(period):
    """Names of what the facts of a period are about."""
    return sorted({name for block in period for fact in block.facts for name in fact.of})


def days(period):
    """First and last day that facts of a period are about."""
    every = [fact for block in period for fact in block.facts]
    return min(fact.first for fact in every), max(fact.last for fact in every)
