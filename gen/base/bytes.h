/* SPDX-License-Identifier: MIT */
/*
 * Sixteen bytes at a time, as GCC and clang write it for any processor: for the few loops that look
 * at every byte of every text and nearly always find nothing. A comparison gives 0xFF where it
 * holds, so `(c == '&') | (c == '<')` is a set of places.
 */
#ifndef BASE_BYTES_H
#define BASE_BYTES_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define BYTES_AT_ONCE 16

typedef unsigned char bytes16 __attribute__((vector_size(BYTES_AT_ONCE)));

static inline bytes16
bytes_at(const char *p)
{
	bytes16 b;

	memcpy(&b, p, sizeof b);
	return b;
}

static inline bool
bytes_any(bytes16 places)
{
	uint64_t half[2];

	memcpy(half, &places, sizeof half);
	return (half[0] | half[1]) != 0;
}

static inline unsigned
bytes_count(bytes16 places)
{
	uint64_t half[2];

	memcpy(half, &places, sizeof half);
	return (unsigned)(__builtin_popcountll(half[0]) + __builtin_popcountll(half[1])) / 8;
}

/* & < > " ' */
static inline bytes16
bytes_html(bytes16 c)
{
	return (bytes16)((c == '&') | (c == '<') | (c == '>') | (c == '"') | (c == '\''));
}

#endif
