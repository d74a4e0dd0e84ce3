/* SPDX-License-Identifier: MIT */
/*
 * XXH3 for "has it changed" (fast, not for enemies), SHA-256 where people compare two copies: 译自,
 * manifest.sha256.
 */
#include "lihui/hash.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <nettle/sha2.h>
#include <xxhash.h>

#include "lihui/arena.h"
#include "lihui/err.h"
#include "lihui/pool.h"

uint64_t
hash64(struct text t)
{
	return XXH3_64bits(t.p, t.n);
}

/* --- a file ----------------------------------------------------------------------------------- */

#define PIECE (INT64_C(4) << 20) /* of a file, hashed by one worker */
#define ROOM ((size_t)1 << 18)   /* read at once: stays in the processor's cache */

struct pieces {
	int fd;
	int64_t size;
	uint64_t *hashes;
};

/* Read and not mapped: where a disk fails, reading says so, and a map kills the program. */
static bool
hash_piece(void *context, size_t i, int worker, struct err *e)
{
	const struct pieces *p = context;
	int64_t at = (int64_t)i * PIECE, end = at + PIECE < p->size ? at + PIECE : p->size;
	char *bytes = mem_alloc(ROOM);
	XXH3_state_t *state = XXH3_createState();
	ssize_t n = 1;

	(void)worker;
	XXH3_64bits_reset(state);
	while (at < end && n > 0) {
		size_t want = (size_t)(end - at) < ROOM ? (size_t)(end - at) : ROOM;
		n = pread(p->fd, bytes, want, at);
		XXH3_64bits_update(state, bytes, n > 0 ? (size_t)n : 0);
		at += n > 0 ? n : 0;
	}
	p->hashes[i] = XXH3_64bits_digest(state);
	XXH3_freeState(state);
	free(bytes);
	return at == end || err_machine(e, "%s", SAY("文件读不完", "the file cannot be read to its end"));
}

bool
hash64_file(const char *path, uint64_t *out, int64_t *size)
{
	struct pieces p = { .fd = open(path, O_RDONLY | O_CLOEXEC) };
	struct err ignored = { 0 };
	struct stat st;
	size_t n;
	bool ok = p.fd >= 0 && fstat(p.fd, &st) == 0 && S_ISREG(st.st_mode);

	if (ok) {
		*size = p.size = st.st_size;
		n = (size_t)((p.size + PIECE - 1) / PIECE);
		p.hashes = mem_alloc((n + 1) * sizeof *p.hashes);
		ok = pool_run(n, pool_jobs(0), hash_piece, &p, &ignored);
		*out = XXH3_64bits(p.hashes, n * sizeof *p.hashes);
		free(p.hashes);
	}
	if (p.fd >= 0)
		close(p.fd);
	return ok;
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
