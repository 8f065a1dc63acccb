# Counting checks. Sourced by .ci/run.
# shellcheck shell=bash

: "${work:?}"
passed=0
failed=0

# step TITLE: begins a group of checks.
step() {
  printf '\n== %s (%ss)\n' "$1" "$SECONDS"
}

# check NAME COMMAND...: one check, which holds if the command succeeds, and if it is a function every
# command in it. A failing command's last lines say why.
check() {
  local name=$1 log status
  shift
  log=$work/check.log
  # Not the condition of an if: there bash ignores set -e, also in a subshell that sets it again.
  set +e
  (set -e; "$@") >"$log" 2>&1 </dev/null
  status=$?
  set -e
  if [ "$status" -eq 0 ]; then
    passed=$((passed + 1))
    echo "ok: $name"
  else
    failed=$((failed + 1))
    echo "FAILED: $name (status $status)"
    tail -n 100 "$log" | sed 's/^/  /'
  fi
}

# check_at_most NAME ACTUAL LIMIT: one check on a number.
check_at_most() {
  check "$1: $2, at most $3" test "$2" -le "$3"
}

fails_midway() {
  false
  true
}

# A check that cannot fail says nothing.
checks_can_fail() {
  local said
  said=$(check "fails midway" fails_midway)
  [[ $said == FAILED* ]]
}

# summary: prints the totals; fails if a check has failed.
summary() {
  printf '\n%s passed, %s failed\n' "$passed" "$failed"
  [ "$failed" -eq 0 ]
}
