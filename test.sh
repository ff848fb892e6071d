#!/usr/bin/env bash
# Runs the tests on real PostgreSQL, Redis, Node and Chromium; docs/testing.md says how tests are made.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

usage() {
  cat <<'TEXT'
usage: ./test.sh [--full] [PROJECT…]
       ./test.sh --generate

  (nothing)    run every test project
  PROJECT      build and run only this one, such as Registry or Registry.Tests; several names may follow
  --full       run storms and fuzzing whole; an ordinary run takes a tenth of them
  --generate   write the generated files again (gateway routes, access table, Schema.sql, deadlines, who opens which page) instead of comparing them;
               runs Architecture.Tests, LegalTime.Tests and WebConsole.Tests only

The first run installs what tests need from the system's packages, as root.
TEXT
}

# The longest three come first, so that none is left to run alone at the end.
all=(Registry.Tests Browser.Tests EndToEnd.Tests $(cd tests && ls -d *.Tests | grep -vxE '(Registry|Browser|EndToEnd)\.Tests'))
projects=()
patience=5m
generate=
for argument in "$@"; do
  case "$argument" in
    --full) export ORDRE_TESTS=full patience=30m ;;
    --generate) generate=1 ;;
    --help | -h) usage; exit 0 ;;
    -*) usage >&2; exit 2 ;;
    *)
      project=${argument%.Tests}.Tests
      if [ ! -f "tests/$project/$project.csproj" ]; then
        printf 'There is no test project %s. There are:\n' "$argument" >&2
        printf '  %s\n' "${all[@]%.Tests}" | sort >&2
        exit 2
      fi
      projects+=("$project")
      ;;
  esac
done
if [ -n "$generate" ]; then
  [ $# -eq 1 ] || { usage >&2; exit 2; }
  export ORDRE_GENERATE=1
  projects=(Architecture.Tests LegalTime.Tests WebConsole.Tests)
fi

packages=()
[ -n "$(ls -d /usr/lib/postgresql/*/bin/postgres 2>/dev/null)" ] && getent passwd postgres >/dev/null || packages+=(postgresql)
command -v redis-server >/dev/null || packages+=(redis-server)
command -v kubectl >/dev/null || packages+=(kubernetes-client)
command -v sqlite3 >/dev/null || packages+=(sqlite3)
command -v node >/dev/null && command -v npm >/dev/null || packages+=(nodejs npm)
[ -x /usr/bin/chromium ] || packages+=(chromium)
[ -d /usr/share/fonts/truetype/liberation ] || packages+=(fonts-liberation)
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

# A named project is built with its own references only; the solution would build every service.
targets=(OrdreCouncils.sln)
[ ${#projects[@]} -eq 0 ] || targets=("${projects[@]}")
[ ${#projects[@]} -gt 0 ] || projects=("${all[@]}")
locked=()
[ "${CI:-}" = true ] && locked=(-p:RestoreLockedMode=true)
for target in "${targets[@]}"; do
  [[ $target == *.sln ]] || target=tests/$target/$target.csproj
  dotnet build "$target" --configuration Release --verbosity quiet --nologo -clp:NoSummary "${locked[@]}"
done

results=$(mktemp -d)
log=$results/log
trap 'rm -rf "$results"' EXIT
status=0
assemblies=()
for project in "${projects[@]}"; do
  assemblies+=("artifacts/bin/$project/release/OrdreCouncils.$project.dll")
done
# A test that hangs is named and ends the run.
dotnet test "${assemblies[@]}" --nologo --logger "console;verbosity=minimal" \
  --blame-hang-timeout "$patience" --blame-hang-dump-type none --results-directory "$results" -- RunConfiguration.MaxCpuCount=0 2>&1 | tee "$log" || status=$?

# One closing line for all assemblies. No test at all is a failure too.
sum() { grep -oE "$1: +[0-9]+" "$log" | grep -oE '[0-9]+$' | awk '{ total += $1 } END { print total + 0 }'; }
passed=$(sum Passed) failed=$(sum Failed)
[ "$passed" -gt 0 ] || status=1
[ "$failed" -eq 0 ] || status=1
echo "$passed passed, $failed failed"
exit "$status"
