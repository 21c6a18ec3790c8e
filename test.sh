#!/usr/bin/env bash
# Builds and runs every test project, one after another, and closes with one line: N passed, N failed, N skipped.
# Arguments go to `dotnet test`, for example: ./test.sh --filter FullyQualifiedName~Actors
set -uo pipefail
cd "$(dirname "$0")"

# Installs a Debian package for a command that tests start. They fail, and say why, where there is none.
install() {
  local command=$1 what=$2
  shift 2
  command -v "$command" >/dev/null 2>&1 && return
  if ! command -v apt-get >/dev/null 2>&1; then
    echo "test.sh: $command is missing, and there is no apt-get to install it with: install $what yourself." >&2
    return
  fi

  local root=()
  if [ "$(id -u)" -ne 0 ]; then
    root=(sudo -n)
  fi

  # A package's service is not wanted: what runs is what the tests start.
  local install=(env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get -o DPkg::Lock::Timeout=300 install -y -q --no-install-recommends "$@")
  "${root[@]}" "${install[@]}" >/dev/null 2>&1 \
    || { "${root[@]}" apt-get -o DPkg::Lock::Timeout=300 update -q >/dev/null 2>&1 && "${root[@]}" "${install[@]}" >/dev/null 2>&1; } \
    || echo "test.sh: $command is missing and could not be installed. Install it as root: apt-get install $*" >&2
}

# What the tests that start node need, as the lock file says; again only when that has changed.
install_node_packages() {
  local folder=tests/Arrow.Conformance/Node
  cmp -s "$folder/package-lock.json" "$folder/node_modules/.installed-lock" && return
  (cd "$folder" && npm ci --no-audit --no-fund --loglevel=error >/dev/null && cp package-lock.json node_modules/.installed-lock) \
    || echo "test.sh: the npm packages of $folder could not be installed: the tests that need them will say so." >&2
}

install redis-server "Redis 6 or later" redis-server
install node "Node.js 18 or later" nodejs
install npm "npm" npm
install_node_packages
./build.sh || { echo "test.sh: the build failed, so no test ran." >&2; exit 1; }

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
status=0
for project in $(grep -l '<IsTestProject>true' tests/*/*.csproj); do
  name=$(basename "$project" .csproj)
  echo
  echo "== $name"
  # A test that never ends is named, and ends the run.
  dotnet test "$project" -c Release --no-build -nologo --blame-hang-timeout 20m --blame-hang-dump-type none --logger "trx;LogFileName=$name.trx" --results-directory "$results" "$@" || status=1
done

# The counters of the result files, not the words of the console: those change with the SDK.
total() { cat "$results"/*.trx 2>/dev/null | grep -oE "<Counters [^>]*>" | grep -oE " $1=\"[0-9]+\"" | grep -oE '[0-9]+' | awk '{ sum += $1 } END { print sum + 0 }'; }
all=$(total total)
executed=$(total executed)
passed=$(total passed)
failed=$((executed - passed))
skipped=$((all - executed))

# A project that crashed has a status but no counter of its own.
if [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then
  failed=1
  echo "A test run ended without a result; it counts as one failure." >&2
fi
if [ "$executed" -eq 0 ]; then
  echo "No test ran." >&2
  status=1
fi

echo
echo "$passed passed, $failed failed, $skipped skipped"
exit "$status"
