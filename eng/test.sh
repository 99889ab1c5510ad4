#!/usr/bin/env bash
# lts test [filter …]: installs what the tests need, builds everything, runs the tests. A filter is a part of a test's full name, such as
# Search or LeaseQueueTests; several are alternatives. The last line of standard output is "N passed, N failed[, N skipped]".
# lts test faults --for TIME [--seed N]: the full form of the fault harness, for 90s, 10m, 1h (docs/reliability.md).
set -euo pipefail

. "$(dirname "${BASH_SOURCE[0]}")/build.sh"
. "$LTS_ROOT/eng/torch.sh"

usage() { sed -n '2,4s/^# //p' "${BASH_SOURCE[0]}" >&2; }

# Debian's python3 is asked by its path: the python3 that comes first may be another one, which Debian's packages do not reach.
install_test_needs() {
  command -v chromium >/dev/null || debian_packages "the tests of the report in a browser" chromium || true
  /usr/bin/python3 -c 'import onnx' 2>/dev/null || debian_packages "the checks of our graphs by ONNX's own checker" python3-onnx || true
  if make_torch; then
    /usr/bin/python3 -c 'import torch' 2>/dev/null || debian_packages "the tests of training against PyTorch" python3-torch || true
  fi
  npm_install "$LTS_ROOT/third_party/npm"
  npm_install "$LTS_ROOT/tests/npm"
}

build_all() {
  install_test_needs
  build_is_current "$STATE/everything" $PROGRAM_SOURCES tests && return
  say "building everything …"
  build "$STATE/everything" "$LTS_ROOT/lts-distributed.sln"
  cp -p "$STATE/everything" "$STATE/programs"
}

# filter_expression WORD…: what dotnet test wants to hear.
filter_expression() {
  local word expression=""
  for word in "$@"; do
    expression="${expression:+$expression|}FullyQualifiedName~$word"
  done
  printf '%s' "$expression"
}

# closing_line FILE: the counts of a .trx file. The runner writes nothing of skipped tests but that they were not executed.
closing_line() {
  local total executed passed failed
  read -r total executed passed failed < <(sed -n \
    's/.*<Counters total="\([0-9]*\)" executed="\([0-9]*\)" passed="\([0-9]*\)" failed="\([0-9]*\)".*/\1 \2 \3 \4/p' "$1")
  printf '%d passed, %d failed' "$passed" "$failed"
  [ "$total" = "$executed" ] || printf ', %d skipped' "$((total - executed))"
  printf '\n'
}

# skip_reasons FILE: why tests of a .trx file were skipped, and how many for each reason.
skip_reasons() {
  awk '
    /<UnitTestResult /           { skipped = /outcome="NotExecuted"/ }
    skipped && /<Message>/       { gsub(/.*<Message>|<\/Message>.*/, ""); count[$0]++; skipped = 0 }
    END                          { for (reason in count) printf "%d skipped: %s\n", count[reason], reason }' "$1"
}

# full_faults --for TIME [--seed N]: tells how it goes on, prints the figures, and fails if anything was lost.
full_faults() {
  local time="" seed=1
  while [ $# -gt 1 ]; do
    case $1 in
      --for) time=$2 ;;
      --seed) seed=$2 ;;
      *) break ;;
    esac
    shift 2
  done
  [ $# = 0 ] && [[ $time =~ ^[0-9]+[smh]$ && $seed =~ ^[0-9]+$ ]] || { usage; exit 2; }
  require_tools
  locked build_all
  exec dotnet "$LTS_ROOT/artifacts/bin/Lts.Tests/release/Lts.Tests.dll" faults "$time" "$seed"
}

case "${1-}" in
  faults) if [ "${2-}" = --for ] || [ "${2-}" = --seed ]; then full_faults "${@:2}"; fi ;;
  -h | --help) usage; exit 0 ;;
  -*) say "lts test: unknown option $1."; usage; exit 2 ;;
esac

require_tools
locked build_all

results="$LTS_ROOT/artifacts/test-results"
rm -rf "$results"
arguments=(--no-build --configuration Release --logger "trx;LogFileName=tests.trx" --logger "console;verbosity=minimal"
  --results-directory "$results" --blame-hang-timeout 10m --blame-hang-dump-type none)
[ $# = 0 ] || arguments+=(--filter "$(filter_expression "$@")")
code=0
dotnet test "$LTS_ROOT/tests/Lts.Tests" "${arguments[@]}" </dev/null || code=$?

[ -e "$results/tests.trx" ] || fail "the tests did not run to their end, so there are no results."
if grep -q '<Counters total="0"' "$results/tests.trx"; then
  say "no test has a name with: $*"
  code=1
fi
skip_reasons "$results/tests.trx"
closing_line "$results/tests.trx"
exit "$code"
