"""The experiment of configs/sn28_rules.ini."""

from ..experiment import Experiment
from ..sn28 import answer_rules, sweep
from ..sn28.compared_rules import DIVIDENDS, EMA, WARM


def statements(rules, _verdicts):
    """The hypothesis first: its parts are about cells, where no registered contrast can be."""
    said = answer_rules.statements(rules)
    return [said[-1], *said[:-1]]


EXPERIMENT = Experiment(
    config="sn28_rules",
    arms={f"{EMA}, {WARM}, {DIVIDENDS}": "every combination of two values of each rule"},
    cells=("attack.day", "attack.subnet"),
    own=sweep.made_rules,
    statements=statements,
    figures={},
)
