# Counting checks. Sourced by .ci/run.
# shellcheck shell=bash

: "${work:?}"
passed=0
failed=0

# step TITLE: begins a group of checks.
step() {
  printf '\n== %s (%ss)\n' "$1" "$SECONDS"
}

# check NAME COMMAND...: one check, which holds if the command succeeds. A failing command's last
# lines say why.
check() {
  local name=$1 log
  shift
  log=$work/check.log
  if (set -e; "$@") >"$log" 2>&1; then
    passed=$((passed + 1))
    echo "ok: $name"
  else
    failed=$((failed + 1))
    echo "FAILED: $name"
    tail -n 60 "$log" | sed 's/^/  /'
  fi
}

# check_at_most NAME ACTUAL LIMIT: one check on a number.
check_at_most() {
  check "$1: $2, at most $3" test "$2" -le "$3"
}

# summary: prints the totals; fails if a check has failed.
summary() {
  printf '\n%s passed, %s failed\n' "$passed" "$failed"
  [ "$failed" -eq 0 ]
}
