/* SPDX-License-Identifier: MIT */
/* GB18030 as gen/web/gb18030_table.c makes it from the libc of the machine that builds. Of this
 * room and that program alone. */
#ifndef LIHUI_GB18030_H
#define LIHUI_GB18030_H

#include <stdint.h>

#define GB18030_TWO  (126 * 190) /* lead 81..FE, trail 40..7E and 80..FE */
#define GB18030_FAR  6           /* of these, those beyond the common plane */
#define GB18030_WIDE 189000      /* what U+10000 is, counted among those of four bytes */

/* Codes of four bytes that lie side by side as their characters do; n is 0 behind the last. */
struct gb18030_range {
	uint16_t from, first, n;
};

extern const uint16_t gb18030_two[GB18030_TWO];    /* 0: no character, or one of these: */
extern const uint32_t gb18030_far[GB18030_FAR][2]; /* the place in that table, the character */
extern const struct gb18030_range gb18030_four[];

#endif
