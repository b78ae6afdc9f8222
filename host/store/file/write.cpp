#include "host/store/file/write.hpp"

#include <algorithm>
#include <cstdlib>
#include <stdexcept>

#include <fmt/core.h>

#include "host/store/check/admission.hpp"
#include "host/store/check/digest.hpp"
#include "host/store/parts/chunk_source.hpp"
#include "host/store/seal.hpp"
#include "host/usage_error.hpp"

namespace taosweep {

void rethrow_write_failure(const std::string& out, const hdf5::Hdf5Error& error,
                           const DurableFile& file) {
  // HDF5 gives the system's reason as "errno = N" in its text, but its high-level calls lose it:
  // then the place itself is asked whether it takes more.
  const std::string text = error.what(), mark = "errno = ";
  const std::size_t place = text.find(mark);
  const int reason = place == std::string::npos ? file.reason_not_to_grow()
                                                : std::atoi(text.c_str() + place + mark.size());
  if (reason != 0) throw UsageError(write_failure(out, reason));
  throw std::runtime_error("cannot write " + out + ": " + text);
}

namespace {

/// Parts of the work that are shown as progress: what comes from economies, and what follows.
constexpr double share_of_fill = 0.5;

/// `last` is done while what was written is still open: to open it anew takes time.
using Last = std::function<void()>;

void follow(hdf5::Group& root, const Layout& layout, const WriteWatch& watch, const Last& last) {
  const auto step = [&](double done) {
    if (watch.progress) watch.progress(share_of_fill + (1 - share_of_fill) * done);
    if (watch.stop && watch.stop()) throw WriteStopped();
  };
  step(0);
  const UsableOutcomes outcomes(root);
  DistributionWriter distributions(root, layout, watch.summary_places);
  DifferenceWriter differences(root, layout, watch.threads);
  IntervalWriter intervals(root, layout, watch.threads);
  for (int outcome = 0; outcome < outcome_count; ++outcome) {
    const std::vector<double> values = outcomes.read(outcome);
    distributions.add(outcome, values);
    differences.add(outcome, values);
    intervals.add(outcome, values, outcomes);
    step(0.9 * (outcome + 1.0) / static_cast<double>(outcome_count));
  }
  last();
}

/// Throws where the chunks do not follow each other, replicate by replicate.
void check_cover(const std::vector<Chunk>& chunks, const ChunkSource& source,
                 const Experiment& experiment, const Portion& portion) {
  std::uint64_t point = 0, replicate = 0;
  for (const Chunk& chunk : chunks) {
    const ChunkRange range = source.range(chunk);
    if (range.first_point != point || range.first_replicate != replicate)
      throw std::invalid_argument("economies are missing between chunks");
    replicate += range.replicates;
    if (replicate < experiment.replicates) continue;
    point += range.points;
    replicate = 0;
  }
  if (point != portion.points.size() || replicate != 0)
    throw std::invalid_argument("economies are missing after the last chunk");
}

Findings findings_of(const OutcomeFindings& seen, const Layout& layout, const Portion& portion) {
  const char* of = portion.shard_count > 1 ? " of this shard" : "";
  Findings findings;
  const auto undefined = std::count(seen.defined().begin(), seen.defined().end(), false);
  const auto sentence = [&](const std::string& list) {
    return fmt::format("{} of {} outcomes are undefined in every economy{}: {}", undefined,
                       static_cast<int>(outcome_count), of, list);
  };
  if (undefined > 0) {
    findings.undefined = sentence(undefined_list(seen.defined()));
    findings.shown_undefined = portion.shard_count > 1
                                   ? findings.undefined  // which its file does not keep
                                   : sentence(undefined_list(seen.defined(), most_shown_undefined));
  }
  for (const std::string& refusal : refusal_sentences(layout.arms, seen.refusing()))
    findings.warnings.push_back(refusal);
  for (const std::string& arms : twin_lists(layout.arms, seen.kinds()))
    findings.warnings.push_back("arms " + arms + " are identical: every outcome of every economy" +
                                of);
  return findings;
}

/// What holds of a shard need not hold of the sweep: only a whole file keeps it.
RunFacts with_notes(RunFacts facts, const Findings& findings) {
  if (!findings.undefined.empty()) facts.notes.push_back(findings.undefined);
  facts.notes.insert(facts.notes.end(), findings.warnings.begin(), findings.warnings.end());
  return facts;
}

/// All chunks of one point that is spread over several.
void add_spread_point(ResultsSections& sections, std::span<const Chunk> chunks,
                      const ChunkSource& source) {
  std::vector<std::int32_t> status;
  std::vector<ChunkColumns> columns;
  for (const Chunk& chunk : chunks) {
    const PointResults results = source.read(chunk, ChunkPart::without_series);
    sections.outcomes.add(results);
    sections.paths.add(results);
    status.insert(status.end(), results.status.begin(), results.status.end());
    columns.push_back(source.columns(chunk));
  }
  const std::uint64_t economies = status.size();
  sections.series.add_by_columns(
      source.range(chunks.front()).first_point, status,
      [&](std::uint64_t first, std::uint64_t count) {
        std::vector<float> all(count * economies);
        std::uint64_t begin = 0;
        for (const ChunkColumns& part : columns) {
          const std::uint64_t n = part.economies();
          const std::vector<float> some = part.read(first, count);
          for (std::uint64_t column = 0; column < count; ++column)
            std::copy_n(some.begin() + static_cast<std::ptrdiff_t>(column * n), n,
                        all.begin() + static_cast<std::ptrdiff_t>(column * economies + begin));
          begin += n;
        }
        return all;
      });
}

Findings fill_file(hdf5::File& file, const Experiment& experiment, const Layout& layout,
                   const Portion& portion, const Fill& fill, const WriteWatch& watch,
                   const Last& last) {
  write_identity(file, experiment, layout, portion);
  Findings findings;
  {
    ResultsSections sections{OutcomeWriter(file, layout),
                             SeriesWriter(file, layout, watch.summary_places),
                             PathWriter(file, layout)};
    fill(sections, [&](double done) {
      if (watch.progress) watch.progress(share_of_fill * done);
      if (watch.stop && watch.stop()) throw WriteStopped();
    });
    findings = findings_of(sections.outcomes.findings(), layout, portion);
  }
  follow(file, layout, watch, last);
  return findings;
}

Fill filled_from(const PointResults& results) {
  return [&results](ResultsSections& sections, const auto&) {
    sections.outcomes.add(results);
    sections.series.add(results);
    sections.paths.add(results);
  };
}

}  // namespace

Findings write_file(const Target& out, const Experiment& experiment, const Layout& layout,
                    const RunFacts& facts, const Portion& portion, const Fill& fill,
                    const WriteWatch& watch) {
  DurableFile durable(out);
  Findings findings;
  std::string digest;
  try {
    hdf5::File file = hdf5::File::create(durable.temporary());
    findings = fill_file(file, experiment, layout, portion, fill, watch,
                         [&] { digest = digest_of(file); });
    write_run(file, portion.shard_count > 1 ? facts : with_notes(facts, findings));
    file.set_text("content_digest", digest);
    file.close();
  } catch (const hdf5::Hdf5Error& error) {
    rethrow_write_failure(out.path, error, durable);
  }
  seal_file(durable.temporary(), out.path);
  durable.commit();
  remember_own(out.path, digest);
  return findings;
}

Findings write_results(const Target& out, const Experiment& experiment, const Portion& portion,
                       const PointResults& results, const RunFacts& facts) {
  const Layout layout = layout_of(experiment, portion);
  return write_file(out, experiment, layout, facts, portion, filled_from(results));
}

hdf5::File results_in_memory(const Experiment& experiment, const Portion& portion,
                             const PointResults& results) {
  hdf5::File file = hdf5::File::in_memory();
  fill_file(file, experiment, layout_of(experiment, portion), portion, filled_from(results), {},
            [] {});
  return file;
}

namespace {

Findings write_chunks(const Target& out, const Experiment& experiment, const Portion& portion,
                      const std::vector<Chunk>& chunks, const ChunkSource& source,
                      const RunFacts& facts, const WriteWatch& watch) {
  check_cover(chunks, source, experiment, portion);
  const Layout layout = layout_of(experiment, portion);
  const auto fill = [&](ResultsSections& sections, const std::function<void(double)>& progress) {
    for (std::size_t i = 0; i < chunks.size();) {
      std::size_t end = i + 1;
      const ChunkRange& range = chunks[i].range;
      if (range.replicates == experiment.replicates) {
        const PointResults results = source.read(chunks[i]);
        sections.outcomes.add(results);
        sections.series.add(results);
        sections.paths.add(results);
      } else {
        while (end < chunks.size() && chunks[end].range.first_point == range.first_point) ++end;
        add_spread_point(sections, std::span(chunks).subspan(i, end - i), source);
      }
      i = end;
      progress(static_cast<double>(i) / static_cast<double>(chunks.size()));
    }
  };
  return write_file(out, experiment, layout, facts, portion, fill, watch);
}

}  // namespace

Findings write_results(const Target& out, const Experiment& experiment, const Portion& portion,
                       const std::vector<Chunk>& chunks, const RunFacts& facts,
                       const WriteWatch& watch) {
  return write_chunks(out, experiment, portion, chunks, {experiment, portion}, facts, watch);
}

Findings write_first(const Target& out, const Experiment& first, const Experiment& all,
                     const std::vector<Chunk>& chunks, const RunFacts& facts,
                     const WriteWatch& watch) {
  const Portion made_for = whole_sweep(all);
  return write_chunks(out, first, whole_sweep(first), chunks, {first, all, made_for}, facts, watch);
}

}  // namespace taosweep
