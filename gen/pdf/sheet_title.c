/* SPDX-License-Identifier: MIT */
/* A title that needs several lines is parted where it makes sense, the upper line rather longer: a
 * title stands like a lampshade. */
#include "pdf/sheet_tree.h"

#include "lihui/utf8.h"

/* How well a line may end at that byte: words that people keep whole like to head a line, marks and
 * particles to end one. */
static int
title_sense(struct text t, size_t at)
{
	static const char *const heads[] = { "问题", "工作", "会议", "情况", "项目", "有关", "事项",
		"实施", "方案", "管理", "建设", "关于", "现场", "专题" };
	static const char *const ends[] = { "，", "的", "和", "及", "与", "、", "》", "”", "等",
		"暨" };
	struct text rest = text_cut(t, at, t.n), before = text_cut(t, 0, at);
	int score = 0;

	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		if (text_starts(rest, text_of(heads[i])))
			score += 3;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		if (text_ends(before, text_of(ends[i])))
			score += 3;
		if (text_starts(rest, text_of(ends[i])))
			score -= 6;
	}
	return score;
}

/* The end of the first of n lines that begin at that atom: near an even share, where sense allows,
 * and only where a line may end at all. Returns the atom that begins the next one. */
static size_t
line_end(struct text t, const struct para *p, size_t from, size_t n, double room, float size)
{
	double whole = 0, w = 0, best_score = -1e9, share;
	size_t best = p->atoms.n;

	for (size_t i = from; i < p->atoms.n; i++)
		whole += p->atoms.v[i].width;
	share = whole / (double)n;
	for (size_t i = from; i + 1 < p->atoms.n; i++) {
		const struct atom *a = &p->atoms.v[i];

		w += a->width;
		if (!a->may_break || w > room || (whole - w) / (double)(n - 1) > room ||
		    p->atoms.v[i + 1].nglyphs == 0)
			continue;
		size_t at = utf8_offset(t, atom_code(p, a + 1));
		double score =
		    title_sense(t, at) - (w < share ? 2 * (share - w) : 0.6 * (w - share)) / size;
		if (score > best_score) {
			best_score = score;
			best = i + 1;
		}
	}
	return best;
}

struct text
title_parted(
    struct draw *d, struct text t, struct style s, const struct para *p, double room, size_t n)
{
	struct buf b = BUF_INIT;
	size_t from = 0, at = 0;

	for (; n > 1 && from < p->atoms.n; n--) {
		size_t next = line_end(t, p, from, n, room - s.size, s.size), end;

		if (next >= p->atoms.n)
			next = line_end(t, p, from, n, room, s.size);
		if (next >= p->atoms.n)
			break;
		end = utf8_offset(t, atom_code(p, &p->atoms.v[next]));
		buf_text(&b, text_trim(text_cut(t, at, end)));
		buf_char(&b, '\n');
		from = next;
		at = end;
	}
	buf_text(&b, text_cut(t, at, t.n));
	struct text out = text_copy(d->a, buf_view(&b));

	buf_release(&b);
	return out;
}
