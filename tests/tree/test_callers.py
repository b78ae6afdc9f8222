"""No function of the kernels lives for its tests alone, but those that later rules will call."""
import pathlib
import re

KERNELS = pathlib.Path(__file__).resolve().parents[2] / "kernels"
SOURCES = [path for path in KERNELS.rglob("*")
           if path.suffix in {".hpp", ".cpp", ".cu", ".cuh", ".def"}]

# Formulas of the chain whose vectors pass, and what will call them.
AWAITED = {
    "blocks_until_epoch": "epochs that are limited in number, and put off",
    "balancer_alpha_needed": "orders for an amount of TAO, in the stage that clears orders",
    "fee_of_swap": "the stage that clears orders, with the fee of swaps",
    "swap_fee_at_limit": "orders with a limit price",
    "swap_is_taken": "the stage that clears orders, at weighted pools",
    "virtual_reserves": "a start from a recorded state while liquidity was concentrated",
    "weight_of_price": "the change to weighted pools, and pools that open",
    "price_factor_of_buy": "orders of a whole tick at once",
    "move_stake": "a single holder that moves; cohorts do as flows (economy/moves.hpp)",
    "split_dividends": "dividends of more validators than two",
    "yuma_workspace": "consensus of more validators than two",
    "tao_weight_of": "a weight of TAO that the chain sets as a 64-bit number",
}


def code(path):
    return re.sub(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"', " ", path.read_text(), flags=re.S)


def test_every_function_has_a_caller_or_is_awaited():
    texts = {path: code(path) for path in SOURCES}
    defined = {}
    for path, text in texts.items():
        if path.parent == KERNELS:  # what the host calls
            continue
        pattern = r"TAOSWEEP_(?:HD|RARE)\s+(?:static |constexpr )*[\w:<> ]+?[ &*]\s*(\w+)\("
        for name in re.findall(pattern, text):
            defined.setdefault(name, []).append(path)
    assert len(defined) > 150, "the pattern finds no functions"
    alone = {name for name, paths in defined.items()
             if sum(len(re.findall(rf"\b{name}\b", text)) for text in texts.values()) <= len(paths)}
    assert alone == set(AWAITED)
