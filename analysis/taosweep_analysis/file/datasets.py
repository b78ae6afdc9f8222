"""Every dataset of a results file.

Made by scripts/schema_page.py from host/store/schema.def."""

OLDEST_SCHEMA, NEWEST_SCHEMA = 1, 2
# axis | stored name | type
AXES = """\
arm | arm | text
compared_arm | compared_arm | text
point | point | int64
design_point | point | int64
replicate | replicate | int64
cell | cell | int64
cell_number | cell_number | int64
day | day | float64
since_action | since_action | float64
quantile | quantile | float64
bound | bound | text
outcome | outcome | text
path | path | int32
netuid | netuid | int32
bin | *_bin | float64
byte | *_byte | int32
"""
# group | when it holds datasets
GROUPS = """\
inputs | always
design | always
outcomes | always
series | several_replicates
series_all | always
shard | shard
paths | kept
distributions | several_replicates
distributions_cells | always
differences | paired_points
differences_cells | several_arms
differences_all | several_arms
intervals | always
"""
# group | name | per | axes | type | when
DATASETS = """\
inputs | * | input | byte | byte | always
design | cell | once | design_point | int32 | always
design | cell_label | once | cell_number | text | few_cells
design | * | varied | design_point | float64 | always
outcomes | * | outcome | arm point replicate | float64 | always
outcomes | status | once | arm point replicate | int32 | always
series | * | series | arm point time quantile | float32 | several_replicates
series | *_n | series | arm point time | int32 | several_replicates
series_all | * | series | arm cell time quantile | float32 | always
series_all | *_n | series | arm cell time | int32 | always
shard | *_counts | series | arm cell time bin | uint32 | shard
paths | economy | once | path | int64 | kept
paths | point | once | path | int64 | kept
paths | replicate | once | path | int64 | kept
paths | arm | once | path | text | kept
paths | * | path | path day netuid | float32 | kept
distributions | *_quantiles | outcome | arm point quantile | float64 | several_replicates
distributions | *_n | outcome | arm point | int32 | several_replicates
distributions | *_mean | outcome | arm point | float64 | several_replicates
distributions | *_standard_error | outcome | arm point | float64 | several_replicates
distributions | *_counts | outcome | arm point bin | uint32 | several_replicates
distributions_cells | *_quantiles | outcome | arm cell quantile | float64 | always
distributions_cells | *_n | outcome | arm cell | int32 | always
distributions_cells | *_mean | outcome | arm cell | float64 | always
distributions_cells | *_standard_error | outcome | arm cell | float64 | always
distributions_cells | *_counts | outcome | arm cell bin | uint32 | always
differences | *_mean | outcome | compared_arm point | float64 | paired_points
differences | *_standard_error | outcome | compared_arm point | float64 | paired_points
differences | *_n | outcome | compared_arm point | int32 | paired_points
differences | *_share_better | outcome | compared_arm point | float64 | paired_points
differences | *_variance_reduction | outcome | compared_arm point | float64 | paired_points
differences_cells | *_mean | outcome | compared_arm cell | float64 | several_arms
differences_cells | *_standard_error | outcome | compared_arm cell | float64 | several_arms
differences_cells | *_n | outcome | compared_arm cell | int32 | several_arms
differences_cells | *_share_better | outcome | compared_arm cell | float64 | several_arms
differences_cells | *_variance_reduction | outcome | compared_arm cell | float64 | several_arms
differences_cells | *_clusters | outcome | compared_arm cell | int32 | several_arms
differences_all | *_mean | outcome | compared_arm | float64 | several_arms
differences_all | *_standard_error | outcome | compared_arm | float64 | several_arms
differences_all | *_n | outcome | compared_arm | int32 | several_arms
differences_all | *_share_better | outcome | compared_arm | float64 | several_arms
differences_all | *_variance_reduction | outcome | compared_arm | float64 | several_arms
differences_all | *_clusters | outcome | compared_arm | int32 | several_arms
intervals | *_share | flag | arm point bound | float64 | several_replicates
intervals | *_median | duration | arm point | float64 | several_replicates
intervals | *_median_bounds | duration | arm point bound | float64 | several_replicates
intervals | *_mean | number | arm point bound | float64 | several_replicates
intervals | *_quantiles | number | arm point quantile bound | float64 | several_replicates
intervals | *_difference | outcome | compared_arm point bound | float64 | paired_points
intervals | *_share_cells | flag | arm cell bound | float64 | always
intervals | *_median_cells | duration | arm cell | float64 | always
intervals | *_median_bounds_cells | duration | arm cell bound | float64 | always
intervals | *_mean_cells | number | arm cell bound | float64 | always
intervals | *_quantiles_cells | number | arm cell quantile bound | float64 | always
intervals | *_difference_cells | outcome | compared_arm cell bound | float64 | several_arms
intervals | *_difference_all | outcome | compared_arm bound | float64 | several_arms
intervals | mean_how | once | outcome arm point | int32 | several_replicates
intervals | mean_how_cells | once | outcome arm cell | int32 | always
intervals | difference_how | once | outcome compared_arm point | int32 | paired_points
intervals | difference_how_cells | once | outcome compared_arm cell | int32 | several_arms
intervals | difference_how_all | once | outcome compared_arm | int32 | several_arms
intervals | *_share_together_cells | flag | arm cell bound | float64 | several_cells
intervals | *_median_together_cells | duration | arm cell bound | float64 | several_cells
intervals | *_median_together_cells | number | arm cell bound | float64 | several_cells
intervals | *_median_together | series | arm cell time bound | float32 | always
"""
# group | name, of what files from before may lack
LATER = """\
intervals | outcome
intervals | mean_how
intervals | mean_how_cells
intervals | difference_how
intervals | difference_how_cells
intervals | difference_how_all
intervals | *_share_together_cells
intervals | *_median_together_cells
intervals | *_median_together
intervals | day
intervals | since_action
"""
