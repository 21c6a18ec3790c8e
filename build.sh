#!/usr/bin/env bash
# Builds everything, in Release. Takes the real Orleans packages where the feed serves them, else the stand-ins under polyfills/.
set -euo pipefail
cd "$(dirname "$0")"

if ! command -v dotnet >/dev/null 2>&1; then
  echo "build.sh: the .NET 10 SDK is missing: 'dotnet' is not on the PATH." >&2
  exit 1
fi

# May fail, harmlessly: Directory.Build.props then finds nothing and the build takes the stand-ins.
dotnet restore eng/packages -v q >/dev/null 2>&1 || true

dotnet build Orleans.Ray.sln -c Release -p:UseSharedCompilation=true -v m -nologo "$@"
