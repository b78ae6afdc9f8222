"""The arms of configs/eras.ini, each an era or the chain's own history."""

import dataclasses

from ...file import results
from ...problem import FileProblem

BASELINE = "history"
QUANTITIES = ("top_10_share", "effective_subnets", "sum_of_prices", "root_dividend_share")
FEWEST = 8  # economies of an arm, for an interval
# Arms whose difference the hypothesis speaks of.
GATE = ("hill-rank-2026-08", "price-2026-07")
SUBSIDY = ("subsidy-2025-07", "launch-2025-03")
# Eras that are alike but for what they follow, in the order of time.
FAMILIES = {
    "launch, and root's vote": ("fixed-2025-02", "launch-2025-03", "pools-2025-07", "root-vote"),
    "subsidy, then flows": ("subsidy-2025-07", "flow-2025-11", "flow-2025-12", "netflow-2026-05"),
    "price less what is burned": ("price-root-2026-06", "price-2026-07"),
    "behind a gate": ("hill-2026-07", "hill-rank-2026-08", "etao-2026-10"),
}


class Eras(results.Results):
    @property
    def day(self):
        """The horizon [d], on which outcomes are taken."""
        return float(self.config["time.days"])

    def at_end(self, quantity, arm):
        """A quantity of each economy of the arm of that name, in the order of points [(point,)]."""
        return self.of_arm(self.arms.index(arm))[quantity].to_numpy()


def alike(sweep, arm, other):
    """Whether two arms end in the same prices in every economy."""
    if arm not in sweep.arms or other not in sweep.arms:
        return False
    return bool((sweep.at_end("sum_of_prices", arm) == sweep.at_end("sum_of_prices", other)).all())


def lacking(sweep):
    missing = [] if sweep.arms[0] == BASELINE else [f"'{BASELINE}' as its first arm"]
    missing += [f"/outcomes/{name}" for name in QUANTITIES if name not in sweep.outcomes]
    if missing:
        return missing
    eras = [name for names in FAMILIES.values() for name in names]
    missing += [f"the arm '{name}'" for name in eras if name not in sweep.arms]
    if sweep.replicates != 1:
        missing.append("one replicate of each point")
    if sweep.economies.cell.nunique() != 1:
        missing.append("axes of [vary] that are all drawn")
    if len(sweep.economies) // len(sweep.arms) < FEWEST:
        missing.append(f"{FEWEST} points")
    if not float(sweep.config["network.subnets"]) > 10:
        missing.append("more than ten subnets")
    if alike(sweep, *GATE) or alike(sweep, *SUBSIDY):
        missing.append("a horizon beyond the day on which arms part: some are still identical")
    with sweep.open() as file:
        missing += [f"/series_all/{name}" for name in QUANTITIES if name not in file["series_all"]]
    return missing


def read(path):
    """The sweep in a file; FileProblem where it is another one, with what it lacks."""
    return made(results.read(path))


def made(found):
    """The same of results that were read."""
    sweep = Eras(**{part.name: getattr(found, part.name) for part in dataclasses.fields(found)})
    missing = lacking(sweep)
    if missing:
        more = f", and {len(missing) - 3} more" if len(missing) > 3 else ""
        raise FileProblem(
            f"{sweep.path}: eras needs a sweep such as configs/eras.ini describes, and this file "
            f"lacks {'; '.join(missing[:3])}{more}; 'taosweep-analysis facts FILE' shows any file"
        )
    return sweep
