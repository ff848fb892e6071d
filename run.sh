#!/usr/bin/env bash
# Starts the whole platform in one process, on a machine with only the .NET SDK. --demo plays its story; --help says more.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet build services/Local/Local.csproj --configuration Release --verbosity quiet --nologo -clp:NoSummary
exec dotnet artifacts/bin/Local/release/OrdreCouncils.Local.dll "$@"
