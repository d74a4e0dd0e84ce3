/* SPDX-License-Identifier: MIT */
/*
 * XXH3 for "has it changed" (fast, not for enemies), SHA-256 where people compare two copies: 译自,
 * manifest.sha256.
 */
#include "lihui/hash.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <nettle/sha2.h>
#include <xxhash.h>

#include "lihui/arena.h"

uint64_t
hash64(struct text t)
{
	return XXH3_64bits(t.p, t.n);
}

/* Read and not mapped: where a disk fails, reading says so, and a map kills the program. */
bool
hash64_file(const char *path, uint64_t *out, int64_t *size)
{
	enum { ROOM = 1 << 18 };
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	char *bytes = fd < 0 ? NULL : mem_alloc(ROOM);
	XXH3_state_t *state = fd < 0 ? NULL : XXH3_createState();
	ssize_t n = -1;

	*size = 0;
	if (state != NULL && XXH3_64bits_reset(state) == XXH_OK)
		while ((n = read(fd, bytes, ROOM)) > 0) {
			XXH3_64bits_update(state, bytes, (size_t)n);
			*size += n;
		}
	*out = n == 0 ? XXH3_64bits_digest(state) : 0;
	XXH3_freeState(state);
	free(bytes);
	if (fd >= 0)
		close(fd);
	return n == 0;
}

void
hash_sha256_put(char out[64], struct text t)
{
	static const char hex[] = "0123456789abcdef";
	uint8_t digest[SHA256_DIGEST_SIZE];
	struct sha256_ctx ctx;
	sha256_init(&ctx);
	sha256_update(&ctx, t.n, (const uint8_t *)t.p);
	sha256_digest(&ctx, sizeof digest, digest);
	for (size_t i = 0; i < sizeof digest; i++) {
		out[2 * i] = hex[digest[i] >> 4];
		out[2 * i + 1] = hex[digest[i] & 15];
	}
}

struct text
hash_sha256_hex(struct arena *a, struct text t)
{
	char *p = arena_alloc(a, 2 * SHA256_DIGEST_SIZE + 1);
	hash_sha256_put(p, t);
	return (struct text){ p, 2 * SHA256_DIGEST_SIZE };
}
