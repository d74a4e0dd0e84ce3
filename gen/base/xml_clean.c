/* SPDX-License-Identifier: MIT */
/*
 * What XML 1.0 allows (section 2.2), less the C1 controls and non-characters that it only
 * discourages. Text from the model is valid already; this guards against what came another way, an
 * attachment's file name for one.
 */
#include "base/xml_clean.h"

#include "lihui/utf8.h"

#define LINE_SEPARATOR      0x2028
#define PARAGRAPH_SEPARATOR 0x2029

static bool
is_forbidden(uint32_t c)
{
	bool control = (c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7F && c <= 0x9F);
	bool no_character = (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
	return control || no_character || c == 0xFEFF;
}

/* The next character that may stay, or 0 at the end. Line ends of every kind come as LF. */
static uint32_t
next_clean(struct text t, size_t *i)
{
	while (*i < t.n) {
		uint32_t c = utf8_next(t, i);
		if (c == '\r' && *i < t.n && t.p[*i] == '\n')
			continue;
		if (c == '\r' || c == 0x85 || c == LINE_SEPARATOR || c == PARAGRAPH_SEPARATOR)
			return '\n';
		if (!is_forbidden(c))
			return c;
	}
	return 0;
}

/* Whether a character goes out as it stands: U+FFFD may be what a byte that is no UTF-8 was read
 * as. */
static bool
stays(uint32_t c)
{
	return c != '\r' && c != 0x85 && c != LINE_SEPARATOR && c != PARAGRAPH_SEPARATOR &&
	    c != 0xFFFD && !is_forbidden(c);
}

/* The length of what goes out as it stands, from the front: nearly always all of it. */
static size_t
clean_length(struct text t)
{
	for (size_t i = 0, next = 0; i < t.n; i = next)
		if (!stays(utf8_next(t, &next)))
			return i;
	return t.n;
}

void
clean_put(struct buf *out, struct text t)
{
	size_t i = clean_length(t);
	uint32_t c;
	buf_put(out, t.p, i);
	while ((c = next_clean(t, &i)) != 0)
		buf_code(out, c);
}

void
clean_line(struct buf *out, struct text t)
{
	bool space = false, begun = false;
	uint32_t c;
	t = text_trim(t);
	for (size_t i = 0; (c = next_clean(t, &i)) != 0;) {
		if (c == '\n' || c == '\t' || c == ' ') {
			space = begun;
			continue;
		}
		if (space)
			buf_char(out, ' ');
		space = false;
		begun = true;
		buf_code(out, c);
	}
}
