/* SPDX-License-Identifier: MIT */
/* xxHash for what stays on this machine, SHA-256 for what people compare. */
#ifndef LIHUI_HASH_H
#define LIHUI_HASH_H

#include "lihui/text.h"

struct arena;

uint64_t hash64(struct text t);
/* The bytes of a file as one number and their count; false when it cannot be read to its end. */
bool hash64_file(const char *path, uint64_t *out, int64_t *size);
void hash_sha256_put(char out[64], struct text t);           /* 64 lower-case hex digits, not terminated */
struct text hash_sha256_hex(struct arena *a, struct text t); /* the same, in a */

#endif
