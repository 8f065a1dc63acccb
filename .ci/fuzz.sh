# Fuzzing of the delta codec, guided by coverage. Sourced by .ci/run.
# shellcheck shell=bash

: "${work:?}" "${root:?}"
fuzz_seconds=60

# A fuzzer that runs nothing, or runs without seeing what its inputs reach, finds nothing either.
fuzz() { # target executions branches
  local log=$work/fuzz-$1.log executions reached finding
  rm -rf "$root/deltaglider-core/target/fuzz"
  deltaglider-core/fuzz "$1" "$fuzz_seconds" >"$log" 2>&1 || {
    grep -v '^#\|^INFO' "$log" | tail -n 60
    for finding in deltaglider-core/target/fuzz/findings/"$1"/*-*; do
      [[ $finding == *.java ]] || printf '%s, in base64:\n%s\n' "$finding" "$(base64 -w 0 "$finding")"
    done
    return 1
  }
  executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
  reached=$(sed -n 's/.*DONE *cov: \([0-9]*\) .*/\1/p' "$log")
  echo "$1: ${executions:-no} executions, ${reached:-no} branches reached" >"$work/fuzz-$1.txt"
  cat "$work/fuzz-$1.txt"
  [ "${executions:-0}" -ge "$2" ]
  [ "${reached:-0}" -ge "$3" ]
}

check_fuzzing() {
  check "fuzzing the decoder for $fuzz_seconds s finds nothing" fuzz decoder 10000 500
  check "fuzzing round trips for $fuzz_seconds s finds nothing" fuzz round-trip 5000 500
  cat "$work"/fuzz-*.txt
}
