"""Formulas that the simulated economies are held against."""


def kappa(config):
    return float(config["protocol.kappa"])


def root_weight(config, root_stake=None):
    """Stake weight of all of root, w S [alpha]; without a stake S [TAO] that of the launch."""
    stake = float(config["network.root_tao"]) if root_stake is None else root_stake
    return float(config["protocol.tao_weight"]) * stake


def phi_needed(kappa, alpha_over_root, abstain):
    """Part phi of root with which a coalition controls consensus, none of the alpha being on its
    side [1].

    s = phi w S/(u w S + A) = kappa with u = phi + (1 - phi)(1 - q):
    phi = [kappa (1 - q) + kappa a]/(1 - kappa q).
    alpha_over_root: a = A/(w S) [1], S all TAO on root's accounts, paid dividends included;
    abstain: q, part of the other root that does not validate [1].
    Source: subtensor v2.0.1 epoch/run_epoch.rs, stake-weighted median at kappa."""
    return (kappa * (1 - abstain) + kappa * alpha_over_root) / (1 - kappa * abstain)


def exit_floor(held_over_pool):
    """Least fall after which all holders have left a pool of constant product,
    1 - (A/(A + held))^2 [1].

    held_over_pool: alpha held outside over alpha in the pool [1]."""
    return 1 - 1 / (1 + held_over_pool) ** 2
