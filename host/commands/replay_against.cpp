#include "host/commands/replay_against.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "host/experiment/record_plan.hpp"
#include "host/run/engines_apart.hpp"
#include "host/run/jobs.hpp"
#include "host/run/stored_economy.hpp"
#include "host/text/terminal.hpp"
#include "host/text/words.hpp"

namespace taosweep {
namespace {

/// The id of the economy of the same point, replicate and arm in another file, whose ids may count
/// other numbers of replicates and arms. Throws UsageError where it has none.
std::uint64_t counterpart(const Experiment& experiment, std::uint64_t economy,
                          const Experiment& other, const std::string& against) {
  const EconomyPlace place = place_of(experiment, economy);
  const std::string& label = experiment.arms[place.arm].label;
  const auto arm = std::find_if(other.arms.begin(), other.arms.end(),
                                [&](const Arm& candidate) { return candidate.label == label; });
  if (arm == other.arms.end() || place.point >= other.points.size() ||
      place.replicate >= other.replicates) {
    throw UsageError(fmt::format("{} has no point {}, replicate {}, arm {} to compare with",
                                 against, place.point, place.replicate, label));
  }
  const auto position = static_cast<std::uint64_t>(arm - other.arms.begin());
  return (place.point * other.replicates + place.replicate) * other.arms.size() + position;
}

/// Where the economies part that this program computes from two files.
std::optional<Divergence> computed_apart(const Replayed& a, const Replayed& b, const Engine& engine,
                                         Isa isa) {
  if (auto found = first_divergence(a.job, b.job, isa)) return found;
  RecordPlan plan = a.plan;
  plan.days = std::max(plan.days, b.plan.days);
  const auto run = [&](const Job& job) { return engine.advance({&job, 1}, plan, nullptr).front(); };
  EconomyResult of_a = run(a.job), of_b = run(b.job);
  if (auto found = first_divergence(of_a, of_b, plan)) return found;
  std::copy_n(a.result.outcomes, outcome_count, of_a.outcomes);
  std::copy_n(b.result.outcomes, outcome_count, of_b.outcomes);
  auto found = first_divergence(of_a, of_b, plan);
  if (found) *found += "; it compares with the first arm, which is another in the two files";
  return found;
}

Side side_of(const std::string& file, const StoredResults& stored, std::uint64_t economy,
             const Replayed& computed) {
  EconomyInFile held = read_economy(file, stored, economy);
  std::vector<Misfit> found = misfits(held, computed);
  return {file, std::move(held), std::move(found)};
}

/// Where builds differ, all outcomes may: of many, the names will do.
void say_sentences(std::uint64_t economy, const std::vector<std::string>& sentences) {
  constexpr std::size_t in_full = 6;
  for (std::size_t i = 0; i < std::min(in_full, sentences.size()); ++i)
    say("economy {}: {}", economy, sentences[i]);
  if (sentences.size() <= in_full) return;
  const std::vector<std::string> others(sentences.begin() + in_full, sentences.end());
  say("economy {}: likewise {} more: {}", economy, others.size(),
      joined_as(others,
                [](const std::string& one) { return one.substr(0, one.find(": this program")); }));
}

const char* isa_of(const ReplayOptions& options) {
  return isa_name(options.device.isa.value_or(best_isa()));
}

}  // namespace

bool same_in_both(const ReplayOptions& options, const StoredResults& stored, const Engine& engine,
                  const Replayed& replayed) {
  const std::string &file = options.file, &against = options.against;
  const std::uint64_t economy = options.economy;
  const StoredResults other = open_sweep(against);
  const std::uint64_t id = counterpart(stored.experiment, economy, other.experiment, against);
  if (id != economy) {
    say("economy {} of {} is compared with economy {} of {}: the same point, replicate and arm",
        economy, file, id, against);
  }
  const Replayed second = replay_economy(other, against, id, engine);
  const Side a = side_of(file, stored, economy, replayed), b = side_of(against, other, id, second);
  const auto apart =
      computed_apart(replayed, second, engine, options.device.isa.value_or(best_isa()));
  const auto otherwise = stored_otherwise(a, b, !apart);
  say_sentences(economy, otherwise);
  if (apart && otherwise.empty())
    say("economy {}: both files store what this program computes from their configs, bit for bit: "
        "{}",
        economy, stored_by_both(a, b));
  if (apart) {
    say("economy {} of {} and {} first differs at {}", economy, file, against, *apart);
  } else if (otherwise.empty()) {
    say("economy {} is the same in {} and {}, bit for bit: in every step that this program "
        "computes, and in the {} that the files store",
        economy, file, against, stored_by_both(a, b));
  } else {
    say("economy {}: from {} and {} this program computes the same, bit for bit; {}", economy, file,
        against, who_stores_it(a, b));
  }
  return !apart && otherwise.empty();
}

void refuse_same_engine(const ReplayOptions& options) {
  if (options.device.kind == DeviceKind::cuda) return;
  if (options.device.isa.value_or(best_isa()) != *options.against_isa) return;
  throw UsageError(fmt::format(
      "--against-isa {}: the economy runs on {} already; choose another, or another --isa",
      isa_name(*options.against_isa), isa_of(options)));
}

bool same_on_both(const ReplayOptions& options, const StoredResults& stored, const Engine& engine,
                  const Replayed& replayed) {
  const bool on_gpu = options.device.kind == DeviceKind::cuda;
  const std::string one = on_gpu ? engine.name : isa_of(options);
  const Isa isa = *options.against_isa;
  const Engine other = choose_devices({DeviceKind::cpu, std::nullopt, isa, 1}, 1).engines.front();
  std::optional<Divergence> apart;
  if (!on_gpu) apart = first_divergence(replayed.job, options.device.isa.value_or(best_isa()), isa);
  if (!apart) {
    const Replayed second = replay_economy(stored, options.file, options.economy, other);
    apart = first_divergence(replayed.result, second.result, replayed.plan);
  }
  if (apart) {
    say("economy {} on {} and on {} first differs at {}", options.economy, one, isa_name(isa),
        *apart);
    return false;
  }
  say("economy {} is the same on {} and on {}, bit for bit: {}status, all {} outcomes, series and "
      "path",
      options.economy, one, isa_name(isa), on_gpu ? "" : "its state after each day, ",
      static_cast<int>(outcome_count));
  return true;
}

}  // namespace taosweep
