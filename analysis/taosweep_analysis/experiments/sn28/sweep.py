"""The sweep of configs/sn28.ini: its arms, its cells, the subnet it attacks."""

from ...file import results
from ...problem import FileProblem as FileProblem  # what read() raises
from . import needs

EXISTING, FRESH = "existing", "fresh"


class Starts(results.Results):
    """A sweep whose attack starts on several days, on both kinds of subnets."""

    def of_cell(self, arm, day, subnet):
        """Rows of one arm whose attack starts on that day on that kind of subnet."""
        rows = self.of_arm(arm)
        return rows[(rows["attack.day"] == day) & (rows["attack.subnet"] == subnet)]

    def start_days(self, subnet):
        """Days on which attacks on that kind of subnet start, ascending."""
        return sorted(
            self.economies.loc[self.economies["attack.subnet"] == subnet, "attack.day"].unique()
        )


class Sweep(Starts):
    @property
    def idle(self):
        """The arm in which nobody acts, the baseline."""
        return self.arm(foundation_acts="no")

    @property
    def alone(self):
        """The arm in which consensus acts and the attacker stays."""
        return self.arm(foundation_acts="yes", attack_exit_on_action="no")

    @property
    def leaves(self):
        """The arm in which consensus acts and the attacker sells as well."""
        return self.arm(foundation_acts="yes", attack_exit_on_action="yes")

    def price_paths(self, arm, cell):
        """Kept prices of the attacked existing subnet, indexed by point and replicate, a column a
        day."""
        prices = self.paths("price", int(self.config["attack.netuid"]))
        rows = self.economies
        points = rows.loc[rows.cell == cell, "point"].unique()
        kept = prices[
            (prices.index.get_level_values("arm") == arm)
            & prices.index.get_level_values("point").isin(points)
        ]
        return kept.droplevel("arm")


def read(path):
    """The sweep in a file; FileProblem where it is another one, with what it lacks."""
    sweep = results.read(path, Sweep)
    needs.check_sweep(sweep)
    return sweep


def read_rules(path):
    """The sweep of configs/sn28_rules.ini in a file, likewise."""
    rules = results.read(path, Starts)
    needs.check_rules(rules)
    return rules
