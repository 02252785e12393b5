#!/usr/bin/env bash
# Brings the public weights. Where that fails, the gate says what is missing.
set -euo pipefail

here=false
# MODELS holds names, which have no spaces.
# shellcheck disable=SC2086
if gangate model fetch $MODELS; then here=true; fi

echo "here=$here" >> "$GITHUB_OUTPUT"
