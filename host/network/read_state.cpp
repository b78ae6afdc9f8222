#include "host/network/read_state.hpp"

#include <algorithm>
#include <map>

#include "host/network/cells.hpp"
#include "host/network/check_state.hpp"
#include "host/network/fill_in.hpp"
#include "host/network/formats/own_form.hpp"
#include "host/network/recognise.hpp"
#include "host/text/number_text.hpp"
#include "host/text/read_input.hpp"
#include "host/text/shortened.hpp"
#include "host/usage_error.hpp"
#include "kernels/chain/block_time.hpp"

namespace taosweep {
namespace {

/// Takes records one by one, and holds what they say of the whole.
class Assembly {
 public:
  Assembly(const FileRows& rows, NetworkState& state) : rows_(rows), state_(state) {}

  void add(const Record& record, const Row& row) {
    const std::string place = rows_.place(row, "netuid");
    if (!record.row_netuid) throw UsageError(place + ": no netuid: every row needs its own");
    const auto [before, added] = places_.try_emplace(*record.row_netuid, place);
    if (!added)
      throw UsageError(place + ": netuid " + std::to_string(*record.row_netuid) +
                       " stands there a second time (first at " + before->second +
                       "): keep the rows of one block, and of one subnet one row");
    see_whole(record);
    if (*record.row_netuid == 0) {
      if (!state_.root_tao && record.tao_in > 0) state_.root_tao = record.tao_in;
      return;
    }
    state_.subnets.push_back(record);
    state_.subnets.back().netuid = *record.row_netuid;
  }

  /// What a row, or the object around them, says of the whole network.
  void see_whole(const Record& record) {
    std::optional<std::uint64_t> block = record.block;
    if (!block && record.last_step && record.blocks_since_last_step)
      block = *record.last_step + *record.blocks_since_last_step;
    if (block) {
      earliest_ = std::min(earliest_.value_or(*block), *block);
      state_.block = std::max(state_.block.value_or(0), *block);
    }
    for (const auto& named : {record.registered_block, record.first_emission_block})
      if (named) state_.not_before = std::max(state_.not_before, *named);
    state_.time = std::max(state_.time, record.time);
    take(record.root_tao, state_.root_tao);
    take(record.issuance, state_.issuance);
    take(record.gate_bar, state_.gate_bar);
  }

  void finish() {
    if (state_.block && *state_.block - *earliest_ > static_cast<std::uint64_t>(blocks_per_day))
      throw UsageError(rows_.file + ": rows are of blocks " + std::to_string(*earliest_) + " to " +
                       std::to_string(*state_.block) +
                       ", more than a day apart: keep those of one block");
    if (state_.block && *earliest_ != *state_.block)
      state_.remarks.push_back("rows are of blocks " + std::to_string(*earliest_) + " to " +
                               std::to_string(*state_.block) + "; the last is taken");
    std::sort(state_.subnets.begin(), state_.subnets.end(),
              [](const auto& a, const auto& b) { return a.netuid < b.netuid; });
    const std::uint64_t last = state_.subnets.empty() ? 0 : state_.subnets.back().netuid;
    if (last > state_.subnets.size())
      state_.remarks.push_back("netuids go up to " + std::to_string(last) + ", and " +
                               std::to_string(last - state_.subnets.size()) +
                               " of them are not in the file: shares are parts of those that are");
  }

 private:
  static void take(const std::optional<double>& said, std::optional<double>& to) {
    if (said) to = said;
  }

  const FileRows& rows_;
  NetworkState& state_;
  std::map<std::uint64_t, std::string> places_;
  std::optional<std::uint64_t> earliest_;
};

bool is_read(const Format& format, const std::string& key) {
  return std::any_of(format.keys.begin(), format.keys.end(), [&](const KeyOf& one) {
    const std::string name = one.key;
    return name == key || name.starts_with(key + ".");
  });
}

/// Columns of a form of our own that nobody reads may be misspelt; others have many of no use here.
void remark_unread(const FileRows& rows, const Format& format, NetworkState& state) {
  if (&format != &own_form) return;
  std::string unread;
  for (const std::string& key : rows.keys)
    if (!is_read(format, key)) unread += (unread.empty() ? "" : ", ") + shortened(key);
  if (!unread.empty()) state.remarks.push_back("not read: " + unread);
}

/// A page of an answer of several is no network.
void refuse_one_page(const FileRows& rows) {
  const Json* total = rows.above ? cell(*rows.above, "pagination.total_items") : nullptr;
  if (!total || !total->is_number() || !(total->get<double>() > double(rows.rows.size()))) return;
  throw UsageError(rows.file + ": holds " + std::to_string(rows.rows.size()) + " of " +
                   total->dump() +
                   " rows (pagination.total_items): ask for all on one page (limit=200), or put "
                   "the rows of all pages into one array");
}

/// What the user says goes before what the file says.
void take_word(const StateRequest& request, NetworkState& state) {
  if (request.block && state.block && *state.block != *request.block)
    state.remarks.push_back("the file says block " + std::to_string(*state.block) + "; " +
                            request.block_word() + " is taken");
  if (request.block) state.block = request.block;
  const auto settle = [&](std::optional<double> said, std::optional<double>& recorded,
                          const char* what, const char* key) {
    if (said && recorded && *said != *recorded)
      state.remarks.push_back("the file says " + number_text(*recorded) + " TAO " + what + "; " +
                              key + " is taken");
    if (said) recorded = said;
  };
  settle(request.root_tao, state.root_tao, "on root", "network.root_tao");
  settle(request.issuance, state.issuance, "in existence", "network.issuance_tao");
  if (request.gate_bar && state.gate_bar && *state.gate_bar != *request.gate_bar)
    state.remarks.push_back("the file has a bar of its own, " + number_text(*state.gate_bar) +
                            "; --bar is taken");
  if (request.gate_bar) state.gate_bar = request.gate_bar;
}

}  // namespace

NetworkState parse_state(const std::string& bytes, const std::string& file,
                         const StateRequest& request) {
  const FileRows rows = read_rows(bytes, file);
  const Format& format = format_of(rows);
  refuse_one_page(rows);
  NetworkState state;
  state.format = std::string(format.name) + (rows.is_table ? ", a table" : ", JSON");
  state.unit = unit_of(rows, format);
  Assembly assembly(rows, state);
  for (const Row& row : rows.rows) {
    Record record = record_of(rows, row, format, state.unit);
    record.netuid = record.row_netuid.value_or(0);
    check_record(record, state.unit,
                 rows.place(row, "netuid") + " = " + std::to_string(record.netuid));
    if (record.netuid > 0) refuse_without_reserves(rows, row, format);
    assembly.add(record, row);
  }
  Record above;
  read_above(rows, format, state.unit, above);
  check_record(above, state.unit, file);
  assembly.see_whole(above);
  assembly.finish();
  take_word(request, state);
  check_state(state, file);
  if (!request.shares_only) refuse_concentrated_liquidity(state, request, file);
  remark_unread(rows, format, state);
  fill_in(state);
  return state;
}

NetworkState read_state(const std::string& path, const StateRequest& request) {
  const std::string bytes = read_input(
      path, {"state", "a file with a network state (`taosweep state --help` names the kinds)",
             "the state of a network has one row a subnet"});
  return parse_state(bytes, path, request);
}

}  // namespace taosweep
