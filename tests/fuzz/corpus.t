#!/bin/sh
# SPDX-License-Identifier: MIT
# Each input that is kept in tests/fuzz/corpus through its fuzzer's oracle; what a fuzzer breaks is put there.
cd "$(dirname "$0")/../.." && exec "$LIHUI_O/tests/fuzz/replay"
