/* SPDX-License-Identifier: MIT */
/* The language of messages, settled once by main. */
#include "lihui/err.h"

bool locale_english = false;
