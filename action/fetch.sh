#!/usr/bin/env bash
# Brings the public weights. Where that fails, the gate says what is missing.
set -euo pipefail

here=false
if gangate model fetch; then here=true; fi

echo "here=$here" >> "$GITHUB_OUTPUT"
