#!/usr/bin/env bash
# Runs every test on the real thing: installs what they need when it is absent (as root, from the system's packages), then every assembly in one `dotnet test`, as many at once as there are cores.
# --full: storms and fuzzing whole; without it, a tenth of them.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

patience=5m
case "$*" in
  "") ;;
  --full) export ORDRE_TESTS=full patience=30m ;;
  *) echo "usage: ./test.sh [--full]" >&2; exit 2 ;;
esac

packages=()
[ -n "$(ls -d /usr/lib/postgresql/*/bin/postgres 2>/dev/null)" ] && getent passwd postgres >/dev/null || packages+=(postgresql)
command -v redis-server >/dev/null || packages+=(redis-server)
command -v kubectl >/dev/null || packages+=(kubernetes-client)
command -v sqlite3 >/dev/null || packages+=(sqlite3)
command -v node >/dev/null && command -v npm >/dev/null || packages+=(nodejs npm)
if [ ${#packages[@]} -gt 0 ]; then
  echo "Installing ${packages[*]}"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null
fi

stamp=tests/node_modules/.installed
if [ ! -f "$stamp" ] || [ tests/package-lock.json -nt "$stamp" ]; then
  npm ci --prefix tests --no-audit --no-fund --loglevel=error
  touch "$stamp"
fi

lock=()
[ "${CI:-}" = true ] && lock=(--locked-mode)
dotnet restore OrdreCouncils.sln --verbosity quiet "${lock[@]}"
dotnet build OrdreCouncils.sln --no-restore --configuration Release --verbosity quiet --nologo -clp:NoSummary

results=$(mktemp -d)
log=$results/log
trap 'rm -rf "$results"' EXIT
status=0
# The longest first: the others then run beside it, and none is left alone at the end.
assemblies=()
for project in Registry.Tests EndToEnd.Tests $(cd tests && ls -d *.Tests | grep -vxE '(Registry|EndToEnd)\.Tests'); do
  assemblies+=("artifacts/bin/$project/release/OrdreCouncils.$project.dll")
done
# A test that hangs is named and ends the run, rather than the run ending nobody knows when.
dotnet test "${assemblies[@]}" --nologo --logger "console;verbosity=minimal" \
  --blame-hang-timeout "$patience" --blame-hang-dump-type none --results-directory "$results" -- RunConfiguration.MaxCpuCount=0 2>&1 | tee "$log" || status=$?

# One closing line for all assemblies. No test at all is a failure too.
sum() { grep -oE "$1: +[0-9]+" "$log" | grep -oE '[0-9]+$' | awk '{ total += $1 } END { print total + 0 }'; }
passed=$(sum Passed) failed=$(sum Failed)
[ "$passed" -gt 0 ] || status=1
[ "$failed" -eq 0 ] || status=1
echo "$passed passed, $failed failed"
exit "$status"
