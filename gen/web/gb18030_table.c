/* SPDX-License-Identifier: MIT */
/*
 * Prints what the libc of this machine takes GB18030 to be, as tables for web/iconv.c, at build: so
 * the checker in the browser reads a file letter for letter as the office does.
 */
#include <iconv.h>
#include <stdint.h>
#include <stdio.h>

#include "web/gb18030.h"

static iconv_t cd;

/* The character of n bytes, 0 when they are none. */
static unsigned
code_of(const unsigned char *bytes, size_t n)
{
	unsigned char out[8] = { 0 };
	char *in = (char *)bytes, *p = (char *)out;
	size_t room = sizeof out;

	iconv(cd, NULL, NULL, NULL, NULL);
	if (iconv(cd, &in, &n, &p, &room) == (size_t)-1 || room != sizeof out - 4)
		return 0;
	return out[0] | (unsigned)out[1] << 8 | (unsigned)out[2] << 16;
}

int
main(void)
{
	unsigned from = 0, first = 0, n = 0, far[GB18030_FAR][2] = { 0 }, nfar = 0;

	cd = iconv_open("UTF-32LE", "GB18030");
	if (cd == (iconv_t)-1)
		return 1;
	printf("#include \"web/gb18030.h\"\nconst uint16_t gb18030_two[GB18030_TWO] = {");
	for (unsigned i = 0; i < 126 * 190; i++) {
		unsigned trail = i % 190;
		unsigned char b[] = { 0x81 + i / 190, 0x40 + trail + (trail >= 63) };

		unsigned c = code_of(b, 2);

		if (c > 0xFFFF && nfar == GB18030_FAR)
			return 1;
		if (c > 0xFFFF) {
			far[nfar][0] = i;
			far[nfar++][1] = c;
		}
		printf("%u,", c > 0xFFFF ? 0 : c);
	}
	printf("};\nconst uint32_t gb18030_far[GB18030_FAR][2] = {");
	for (unsigned i = 0; i < GB18030_FAR; i++)
		printf("{%u,%u},", far[i][0], far[i][1]);
	printf("};\nconst struct gb18030_range gb18030_four[] = {");
	for (unsigned i = 0; i <= 50400; i++) {
		unsigned char b[] = { 0x81 + i / 12600, 0x30 + i / 1260 % 10, 0x81 + i / 10 % 126,
			0x30 + i % 10 };
		unsigned c = i < 50400 ? code_of(b, 4) : 0;

		if (n > 0 && (c == 0 || c != first + n)) {
			printf("{%u,%u,%u},", from, first, n);
			n = 0;
		}
		if (c != 0 && n++ == 0) {
			from = i;
			first = c;
		}
	}
	printf("{0,0,0}};\n");
	return ferror(stdout) || fflush(stdout) != 0;
}
