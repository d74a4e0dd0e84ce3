/* SPDX-License-Identifier: MIT */
/* The type of the record. */
#include "pdf/record_sheet.h"

const struct style RECORD_TEXT = { .face = FACE_SONG, .size = 14, .gap = SCRIPT_GAP };
const struct style RECORD_BOLD = { .face = FACE_SONG_BOLD, .size = 14, .gap = SCRIPT_GAP };
const struct style RECORD_LABEL = { .face = FACE_HEI_BOLD, .size = 14, .gap = SCRIPT_GAP };
