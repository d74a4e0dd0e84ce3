/* SPDX-License-Identifier: MIT */
/*
 * The small module that unpacks the large one: a page carries the checker packed by gzip, as few
 * servers would pack it and no USB stick does, and older engines cannot unpack. With zlib's own
 * inflate; nothing else is linked.
 */
#include <stdint.h>
#include <stdlib.h>

#include <zlib.h>

#define EXPORT(name) __attribute__((export_name(#name))) name

void *EXPORT(unpack_room)(size_t n);
void *
unpack_room(size_t n)
{
	return malloc(n);
}

/* How many bytes came out, 0 when they are not what was packed. */
size_t EXPORT(unpack)(uint8_t *packed, size_t n, uint8_t *out, size_t room);
size_t
unpack(uint8_t *packed, size_t n, uint8_t *out, size_t room)
{
	z_stream z = {
		.next_in = packed, .avail_in = (uInt)n, .next_out = out, .avail_out = (uInt)room
	};

	if (inflateInit2(&z, 15 + 16) != Z_OK)
		return 0;
	int ended = inflate(&z, Z_FINISH);
	inflateEnd(&z);
	return ended == Z_STREAM_END ? z.total_out : 0;
}
