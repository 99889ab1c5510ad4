#!/usr/bin/env bash
# tests/abuse.sh [COMMIT [case …]]: does every known abuse to the programs of an older commit and to today's, and prints what each did to others.
# Default: the last commit before limits, nonces and evidence. Its build is kept in artifacts/abuse.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
commit=$(git -C "$root" rev-parse --short "${1:-e393f33}")
tree="$root/artifacts/abuse/$commit"

if [ ! -e "$tree/artifacts/bin/Lts.Agent/release/lts-agent.dll" ]; then
  echo "building $commit in artifacts/abuse …" >&2
  [ -e "$tree" ] || git -C "$root" worktree add --detach "$tree" "$commit" >&2
  (cd "$tree" && ./lts setup >&2)
fi

dotnet build "$root/tests/Lts.Benchmarks" --configuration Release --verbosity quiet --nologo >&2
exec dotnet "$root/artifacts/bin/Lts.Benchmarks/release/Lts.Benchmarks.dll" abuse --before "$tree/artifacts/bin" "${@:2}"
