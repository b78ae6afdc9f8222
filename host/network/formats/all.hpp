// The one list of formats.
#pragma once

#include "host/network/formats/btcli.hpp"
#include "host/network/formats/dynamic_info.hpp"
#include "host/network/formats/other_subjects.hpp"
#include "host/network/formats/own_form.hpp"
#include "host/network/formats/taostats.hpp"

namespace taosweep {

/// A file is of the first whose keys it has.
inline constexpr const Format* formats[] = {&dynamic_info, &own_form,         &taostats_legacy,
                                            &taostats,     &btcli_9,          &btcli_11,
                                            &metagraph,    &emission_pipeline};

}  // namespace taosweep
