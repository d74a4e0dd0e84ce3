/* SPDX-License-Identifier: MIT */
/*
 * 流转办理: the eight steps of a matter that the village cannot settle, from 点单 to 评单, each
 * with its date and by whom. Typed as a list or all in one line. 接单 comes twice, and which of the
 * two is meant follows from what stands before it.
 */
#include "read/record.h"

#include "lihui/arena.h"
#include "lihui/utf8.h"

/* 点单 7月3日 嘎查. The second 接单, or one behind 派单, is the fifth step. */
static bool
referral_event(struct doc *d, struct problem *p, const struct line *l, struct text part)
{
	static const char *const words[] = { "点单", "制单", "接单", "派单", "接单", "督单", "结单",
		"评单" };
	struct date_found found = { 0 };
	struct referral_event *e;
	struct text by;
	enum referral_step step = REFERRAL_COUNT;

	part = clause_trim(part, true);
	for (int k = 0; k < REFERRAL_COUNT && step == REFERRAL_COUNT; k++)
		if (text_starts(part, text_of(words[k])))
			step = (enum referral_step)k;
	if (step == REFERRAL_COUNT)
		return false;
	for (size_t k = 0; step == REFERRAL_ACCEPT && k < p->referral.n; k++)
		if (p->referral.v[k].step == REFERRAL_DISPATCH ||
		    p->referral.v[k].step == REFERRAL_ACCEPT)
			step = REFERRAL_ACCEPT_AGAIN;
	e = ARENA_PUSH(d->arena, &p->referral);
	e->step = step;
	e->at = line_part(d, l, part);
	by = text_cut(part, strlen(words[0]), part.n);
	if (date_find(by, d->date.year, &found) && date_is(found.date)) {
		e->date = found.date;
		by = line_join(d->arena, text_cut(by, 0, found.at.at),
		    text_cut(by, found.at.at + found.at.n, by.n));
	}
	for (;;) {
		struct text cut = clause_trim(by, true);

		while (text_starts(cut, T("：")) || text_starts(cut, T(":")) ||
		    text_starts(cut, T("（")) || text_starts(cut, T("(")))
			cut = text_cut(cut, (unsigned char)cut.p[0] < 128 ? 1 : 3, cut.n);
		while (text_ends(cut, T("）")) || text_ends(cut, T(")")))
			cut = text_cut(cut, 0, cut.n - (cut.p[cut.n - 1] == ')' ? 1 : 3));
		if (cut.n == by.n)
			break;
		by = cut;
	}
	e->by = by;
	return true;
}

/* One line may hold the whole way: 点单 7月3日；制单 7月4日 → 接单 7月5日. */
bool
referral_read_line(struct doc *d, struct problem *p, const struct line *l, struct text t)
{
	static const char *const words[] = { "点单", "制单", "接单", "派单", "督单", "结单", "评单",
		NULL };
	size_t start = 0;
	bool any = false, edge = true;

	for (size_t i = 0; i < t.n;) {
		size_t before = i;
		uint32_t c = utf8_next(t, &i);

		if (edge && before > start && starts_any(text_cut(t, before, t.n), words, NULL)) {
			any |= referral_event(d, p, l, text_cut(t, start, before));
			start = before;
		}
		edge = is_separator(c) || utf8_is_blank(c) || c == 0x2192 || c == '>' ||
		    c == U'—' || c == '-' || (c >= U'①' && c <= U'⑳');
	}
	while (start < t.n && !starts_any(text_cut(t, start, t.n), words, NULL) && start < 24)
		utf8_next(t, &start);
	return referral_event(d, p, l, text_cut(t, start, t.n)) || any;
}
