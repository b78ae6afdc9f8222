// What --help says of the program as a whole, and one command line for each subcommand.
#pragma once

namespace taosweep {

inline constexpr char about[] =
    "taosweep runs many simulated dTAO economies under one experiment and leaves the "
    "distributions\n"
    "of their outcomes in an HDF5 file.";
inline constexpr char exit_codes[] =
    "Exit codes: 0 done; 1 failed, or a check that does not hold; 2 config, option, input file,\n"
    "output place or device unusable; 3 finished, but some economies failed (reasons in the "
    "file);\n"
    "130 stopped by a signal, what is finished is kept.";

struct Example {
  const char* command;
  const char* line;
  const char* what;
};

inline constexpr Example examples[] = {
    {"run",
     "taosweep run configs/sn28.ini -o results/sn28.h5 --set time.days=90 --set sweep.seed=2",
     "an experiment with a longer horizon and other shocks"},
    {"validate", "taosweep validate configs/sn28.ini --set 'vary.attack.day=grid(0, 30)'",
     "would this be taken, and how many economies are it"},
    {"replay", "taosweep replay results/sn28.h5 --economy 17 -o economy_17.h5 --check",
     "every step of one economy, and are its outcomes the stored ones"},
    {"rerun", "taosweep rerun results/sn28.h5 -o again.h5 --device cpu",
     "the same data again, perhaps on another machine"},
    {"merge", "taosweep merge results/sn28.h5 shard_0.h5 shard_1.h5 shard_2.h5",
     "what run --shard 0/3 .. 2/3 left"},
    {"status", "taosweep status results/sn28.h5 --follow", "until the file is there"},
    {"verify", "taosweep verify results/sn28.h5 --against again.h5", "whole, and the same data"},
    {"compare", "taosweep compare results/sn28.h5 --outcome root_margin --markdown",
     "every arm against the first, over pairs of the same point and shocks"},
    {"sensitivity", "taosweep sensitivity results/sn28.h5 --outcome top_10_share",
     "which drawn parameters tell an outcome, and how much is shocks"},
    {"race", "taosweep race configs/rule_race.ini --rule 'square root = price_ema^0.5' --markdown",
     "a rule of your own against those of the config"},
    {"solve",
     "taosweep solve configs/no_intervention.ini --set vary.attack.budget_tao= --key "
     "attack.budget_tao --from 100 --to 1e5 --outcome peak_ema_share --over 0.1 --reach 0.5",
     "what a tenth of emission costs an attacker in half of the economies"},
    {"rare",
     "taosweep rare configs/no_intervention.ini --set time.days=60 --event 'target_ema_share > 0.3 "
     "for 7 days'",
     "how likely one attacker holds 30 % of emission for a week"},
    {"info", "taosweep info results/sn28.h5", "title, design, versions, content digest"},
    {"params", "taosweep params attack.day", "or any word: params hazard"},
    {"outcomes", "taosweep outcomes crash", "or any word: outcomes price"},
    {"eras", "taosweep eras fixed-2025-02 launch-2025-03", "what differs between two eras"},
    {"state", "taosweep state pools.json --block 8791247",
     "pools as taostats answers them; shares of TAO under the rules of that block"},
    {"devices", "taosweep devices", "what --device and --isa can name here"},
};

}  // namespace taosweep
