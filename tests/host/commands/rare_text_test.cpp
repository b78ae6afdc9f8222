// What `taosweep rare` says of made-up runs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host/commands/rare.hpp"
#include "host/text/words.hpp"

namespace taosweep {
namespace {

using testing::HasSubstr;
using testing::Not;

/// Twenty runs of these two estimates in turn.
RareFindings findings_of(double one, double other) {
  RareFindings found;
  found.event = event_of("target_ema_share > 0.5 for 7 days");
  found.plan = {seen_above, 20, 100, 10, 1};
  found.drawn = true;
  for (int i = 0; i < 20; ++i) {
    SplittingRun run;
    run.probability = i % 2 ? one : other;
    run.replicas = 150;
    if (run.probability > 0) run.reached = {{static_cast<std::uint64_t>(i), {}}};
    run.extinct = run.probability == 0;
    found.runs.push_back(run);
  }
  found.same_start = {200, 150};
  found.estimate = estimate_of(found.runs, found.plan.replicas);
  return found;
}

std::string said(const RareFindings& found) {
  return joined(rare_sentences(found), " ");
}

TEST(RareText, NeedsNoSplittingFromAQuarterOn) {
  EXPECT_THAT(said(findings_of(0.24, 0.2501)), Not(HasSubstr("needs no splitting")));
  const std::string common = said(findings_of(0.25, 0.26));
  EXPECT_THAT(common, HasSubstr("needs no splitting"));
  EXPECT_THAT(common, Not(HasSubstr("cannot help"))) << "nothing is to be helped";
}

TEST(RareText, AdvisesMoreReplicasWhereTheyHelp) {
  EXPECT_THAT(said(findings_of(1, 1)), Not(HasSubstr("More --replicas")));
  EXPECT_THAT(said(findings_of(1e-4, 0)), HasSubstr("More --replicas make them agree"));
  EXPECT_THAT(said(findings_of(1e-4, 1e-3)), HasSubstr("More --replicas make them agree"));
  RareFindings none = findings_of(0, 0);
  none.same_start = {};
  EXPECT_THAT(said(none), HasSubstr("More --replicas may come as far"));
  none.estimate.extinct = 0;
  none.estimate.given_up = 20;
  EXPECT_THAT(said(none), HasSubstr("More --replicas would not change that"));
}

TEST(RareText, AdvisesNarrowerDrawsWhereAnyAreDrawn) {
  RareFindings found = findings_of(1e-3, 1.1e-3);
  EXPECT_THAT(said(found), HasSubstr("More --replicas can, or narrower draws."));
  found.drawn = false;
  EXPECT_THAT(said(found), HasSubstr("More --replicas can."));
}

}  // namespace
}  // namespace taosweep
