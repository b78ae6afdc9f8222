#!/usr/bin/env bash
# Submits a sweep to Slurm: a job array of shards, and the merge of them once all are done.
# Usage: scripts/slurm/submit.sh CONFIG [OPTION]... [-- OPTION OF SBATCH...]
#   -o OUT           results file (default: ./<config stem>.h5)
#   --shards N       number of tasks
#   --minutes M      else so many that each takes about M minutes (default: 60)
#   --cpus C         CPUs of a task (default: 1)
#   --gpus           one GPU for each task
#   --partition P    where to run
#   --set KEY=VALUE, --isa I, --threads T, --device D   as in taosweep run
#   --dry-run        shows what would be submitted, and submits nothing
# Called again with the same config and OUT it submits only the shards that are missing and that
# nobody works on: after a task was killed, or with another time limit. TAOSWEEP names the program
# where it is neither beside this script's installation nor in PATH.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
fail() { printf 'error: %s\n' "$*" >&2; exit 2; }

find_program() {
  local found
  for found in "${TAOSWEEP:-}" "$here/../../../../bin/taosweep" "$here"/../../build/{cuda,cpu}/taosweep \
    "$(command -v taosweep || true)"; do
    if [ -n "$found" ] && [ -x "$found" ]; then readlink -f "$found"; return; fi
  done
  fail "the program taosweep was not found: name it with TAOSWEEP=/path/to/taosweep"
}

config='' out='' shards='' minutes='' cpus=1 gpus=no partition='' dry=no run=() extra=()
while [ $# -gt 0 ]; do
  case $1 in
    -o | --shards | --minutes | --cpus | --partition | --set | --isa | --threads | --device)
      [ $# -ge 2 ] || fail "$1 needs a value" ;;&
    -o) out=$2; shift 2 ;;
    --shards) shards=$2; shift 2 ;;
    --minutes) minutes=$2; shift 2 ;;
    --cpus) cpus=$2; shift 2 ;;
    --partition) partition=$2; shift 2 ;;
    --set | --isa | --threads | --device) run+=("$1" "$2"); shift 2 ;;
    --gpus) gpus=yes; shift ;;
    --dry-run) dry=yes; shift ;;
    --help | -h) sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"; exit 0 ;;
    --) shift; extra=("$@"); break ;;
    -*) fail "unknown option $1 (--help lists what there is; options of sbatch stand after --)" ;;
    *) [ -z "$config" ] || fail "one config at a time: $config or $1"; config=$1; shift ;;
  esac
done
[ -n "$config" ] || fail "which config? (--help says more)"
[ -f "$config" ] || fail "$config: there is no such file"
for word in "$shards" "$minutes" "$cpus"; do
  [[ $word =~ ^([1-9][0-9]{0,6})?$ ]] || fail "$word is no whole number from 1 on"
done
[ -z "$shards" ] || [ -z "$minutes" ] || fail "--shards or --minutes, not both: one follows from the other"
command -v sbatch >/dev/null || fail "sbatch was not found: is this a machine that submits to Slurm?"

program=$(find_program)
config=$(readlink -f "$config")
stem=$(basename "${config%.*}")
out=${out:-./$stem.h5}
[ -d "$(dirname "$out")" ] || fail "$(dirname "$out"): there is no such folder for $out"
out=$(cd "$(dirname "$out")" && pwd)/$(basename "$out")
refuse_existing() { [ ! -e "$out" ] || fail "$out exists; choose another -o, or move it away"; }
refuse_existing
if [ "$gpus" = yes ]; then run+=(--device cuda); fi

# Values of JSON as the program prints it: a member a line.
number_of() { sed -n "s/^  \"$1\": \([0-9.e+-]*\),\{0,1\}\$/\1/p"; }
text_of() { sed -n "s/^  \"$1\": \"\(.*\)\",\{0,1\}\$/\1/p"; }
whole() { awk -v value="$1" 'BEGIN { printf "%d", value }'; }

# Jobs of this sweep that wait or run, by what they say of themselves: "JOB TASK" a line.
queued() {
  squeue --noheader --array --user "$(id -un)" --format '%F %K %k' |
    awk -v comment="$1 $out" '{ line = $0; sub(/^ *[^ ]+ +[^ ]+ +/, ""); sub(/ +$/, "") }
                              $0 == comment { split(line, word); print word[1], word[2] }'
}

# "3,7-9" as one number a line.
each() {
  local part
  for part in ${1//,/ }; do seq "${part%-*}" "${part#*-}"; done
}

# One CPU says what a task of several takes; a GPU that is not here says nothing.
planned=(${run[@]+"${run[@]}"}) per_task=$cpus unit=CPU
if [ "$gpus" = yes ]; then
  per_task=1 unit=GPU
elif [[ " ${run[*]-} " = *" --threads "* ]]; then
  per_task=1 unit=task
else
  planned+=(--threads 1)
fi
if ! plan=$("$program" run "$config" -o "$out" ${planned[@]+"${planned[@]}"} --dry-run --json); then
  [ "$gpus" = no ] || echo "note: how long it takes is measured here; submit from a machine with a GPU" >&2
  exit 2
fi
points=$(number_of points <<<"$plan")
memory=$(whole "$(number_of memory_bytes <<<"$plan")")
waiting=$(queued taosweep)

if [ -e "$out.parts/shards" ]; then
  # Cut already: what is missing, without what is queued.
  state=$("$program" status --json "$out")
  kept=$(number_of shard_count <<<"$state")
  [ "$(text_of config_hash <<<"$state")" = "$(text_of config_hash <<<"$plan")" ] ||
    fail "$out.parts/ holds shards of another config; choose another -o, or remove that folder"
  [ "${shards:-$kept}" = "$kept" ] ||
    fail "$out.parts/ keeps $kept shards, not $shards: leave --shards out, or choose another -o"
  tasks=$(each "$(text_of tasks_missing <<<"$state")" |
    grep -vxF -f <(awk 'NF { print $2 }' <<<"$waiting") | paste -sd, || true)
  echo "shards      $kept, as $out.parts/ keeps; missing and not queued: ${tasks:-none}"
  if [ -z "$tasks" ] && [ -n "$(queued taosweep-merge)" ]; then
    echo "nothing to submit: all that is missing is queued, and the merge too"
    exit 0
  fi
else
  refuse_existing # a merge may have ended meanwhile
  [ -z "$waiting" ] ||
    fail "an array for $out is queued already, and none of its tasks has begun; see squeue"
  seconds=$(whole "$(number_of seconds <<<"$plan")")
  most=$(scontrol show config | sed -n 's/^MaxArraySize *= *//p')
  most=${most:-1001} # Slurm's own default
  slot=$((60 * ${minutes:-60} * per_task))
  wanted=$((seconds / slot + 1))
  [ "$wanted" -le "$points" ] || wanted=$points
  if [ -z "$shards" ] && [ "$wanted" -gt "$most" ]; then
    echo "note: this Slurm takes arrays of at most $most tasks, so that each takes longer than asked"
    wanted=$most
  fi
  shards=${shards:-$wanted}
  [ "$shards" -le "$points" ] ||
    fail "a shard holds whole points, and there are only $points: use --shards $points at most"
  [ "$shards" -le "$most" ] ||
    fail "this Slurm takes arrays of at most $most tasks (MaxArraySize): use --shards $most at most"
  tasks=0-$((shards - 1))
  echo "sweep       $(number_of economies <<<"$plan") economies in $points points," \
    "about $seconds s of one $unit"
  echo "shards      $shards, each about $((seconds / shards / per_task + 1)) s"
fi

common=(--parsable ${partition:+--partition "$partition"} ${extra[@]+"${extra[@]}"})
array=("${common[@]}" --comment "taosweep $out" --job-name "$stem" --array "$tasks"
       --cpus-per-task "$cpus" --output "$out.logs/%A_%a.log")
merge=("${common[@]}" --comment "taosweep-merge $out" --job-name "$stem-merge"
       --output "$out.logs/merge_%j.log" --kill-on-invalid-dep yes)
# What was asked for after -- counts before what follows from the sweep.
[[ " ${extra[*]-}" = *" --mem"* ]] || array+=(--mem "$((memory * 3 / 2 / 1048576 + 256))M")
[[ -z $minutes || " ${extra[*]-}" = *" --time"* || " ${extra[*]-}" = *" -t"* ]] ||
  array+=(--time "$((2 * minutes + 10))")
[ "$gpus" = no ] || array+=(--gres gpu:1)
array+=("$here/array.sbatch" "$program" run "$config" -o "$out" ${run[@]+"${run[@]}"})
order=$(printf 'exec %q merge %q' "$program" "$out")

submit() { # prints the number of the job
  if [ "$dry" = yes ]; then printf '%q ' sbatch "$@" >&2; echo >&2; echo JOB; return; fi
  sbatch "$@" | cut -d';' -f1
}

[ "$dry" = yes ] || mkdir -p "$out.logs"
needs=''
if [ -n "$tasks" ]; then
  job=$(submit "${array[@]}") || exit 1
  echo "array       job $job, tasks $tasks"
  needs=afterok:$job
fi
for other in $(awk '{ print $1 }' <<<"$waiting" | sort -u); do
  needs+=${needs:+,}afterany:$other
done
job=$(submit "${merge[@]}" ${needs:+--dependency "$needs"} --wrap "$order") ||
  fail "the merge is not submitted; once all tasks are done: $order"
echo "merge       job $job, once all shards are there"
echo "look        $program status $out"
echo "logs        $out.logs/"
