/* SPDX-License-Identifier: MIT */
#include "pdf/styles.h"

#define STYLE(name, ...) const struct style name = { __VA_ARGS__, .keep = false };
#include "pdf/styles.def"
