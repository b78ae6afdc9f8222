"""The sweep of configs/sn28.ini: an arm for each start and each answer to it; and that of
configs/sn28_rules.ini, whose starts are cells."""

import dataclasses
import functools

from ...file import paths, results
from ...problem import FileProblem as FileProblem  # what read() raises
from . import needs

EXISTING, FRESH = "existing", "fresh"
OWN = (0, EXISTING)  # subnet 28's own start
IDLE, ALONE, LEAVES = "no action", "consensus alone", "attacker leaves too"


class Starts(results.Results):
    """A sweep whose attack starts on several days, on both kinds of subnets."""

    def start_days(self, subnet):
        """Days on which attacks on that kind of subnet start, ascending."""
        return sorted(
            self.economies.loc[self.economies["attack.subnet"] == subnet, "attack.day"].unique()
        )


class Sweep(Starts):
    """Rows have attack.day, attack.subnet and answer beside what every file has."""

    def rows(self, answer, day, subnet):
        """Economies of one arm, in the order of points and replicates."""
        return self.of_arm(self.number(answer, day, subnet))

    def number(self, answer, day, subnet):
        """The arm that starts so and answers so; None without one."""
        return next(
            (
                number
                for number, own in enumerate(needs.starts_of_arms(self))
                if own == (float(day), subnet, answer)
            ),
            None,
        )

    def all_of(self, answer, subnet):
        """Economies of every start on that kind of subnet."""
        rows = self.economies
        return rows[(rows.answer == answer) & (rows["attack.subnet"] == subnet)]

    def prices_of_all(self, answer, days, start=OWN):
        """Kept prices of every subnet in the arm of a start, (economy, one of days, subnet), in the
        order of price_paths()."""
        with self.open() as file:
            return paths.of_arm(file, self, "price", self.number(answer, *start), days)

    @functools.cached_property
    def prices_attacked(self):
        """Kept prices of the attacked subnet, read once: all that is kept is unpacked for it."""
        return self.paths("price", int(self.config["attack.netuid"]))

    def price_paths(self, answer, start=OWN, netuid=None):
        """Kept prices of one subnet in the arm of a start, indexed by point and replicate, a column
        a day; the attacked one's without a netuid."""
        prices = self.paths("price", netuid) if netuid else self.prices_attacked
        arm = self.number(answer, *start)
        return prices[prices.index.get_level_values("arm") == arm].droplevel("arm")


def read(path):
    """The sweep in a file; FileProblem where it is another one, with what it lacks."""
    return made(results.read(path))


def made(found):
    """The same of results that were read; their table of economies gets columns more."""
    parts = {part.name: getattr(found, part.name) for part in dataclasses.fields(found)}
    sweep = Sweep(**parts | {"economies": found.economies.copy()})
    needs.check_arms(sweep)
    starts = needs.starts_of_arms(sweep)
    for place, name in enumerate(("attack.day", "attack.subnet", "answer")):
        sweep.economies[name] = sweep.economies.arm.map(lambda arm: starts[arm][place])
    needs.check_sweep(sweep)
    return sweep


def read_rules(path):
    """The sweep of configs/sn28_rules.ini in a file, likewise."""
    return made_rules(results.read(path))


def made_rules(found):
    """The same of results that were read."""
    rules = Starts(**{part.name: getattr(found, part.name) for part in dataclasses.fields(found)})
    needs.check_rules(rules)
    return rules
