#!/usr/bin/env bash
# Starts the whole platform in one process, on a machine with only the .NET SDK. --demo plays its story; --help says more.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# Node makes the styles of the web console; without it the console is plain HTML.
if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
  if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    echo "Installing nodejs npm"
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends nodejs npm >/dev/null; } || echo "Node.js could not be installed: the console has no styles."
  else
    echo "Node.js is absent: the console has no styles. Install nodejs and npm, and start again."
  fi
fi
dotnet build services/Local/Local.csproj --configuration Release --verbosity quiet --nologo -clp:NoSummary
exec dotnet artifacts/bin/Local/release/OrdreCouncils.Local.dll "$@"
