/* SPDX-License-Identifier: MIT */
/*
 * libFuzzer over the matchers: what a heading means, what a label means, which stretch of a line is
 * somebody's name, which words make it a private matter. Two lines of the input: the second is
 * words that the lexicon of names is given. Spans lie in the text, apart and in order; a sense is
 * one of the steps; the same question has the same answer.
 */
#include <stdlib.h>

#include "lihui/arena.h"
#include "lihui/lexicon.h"
#include "lihui/name.h"
#include "lihui/utf8.h"
#include "site/config.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct lexicon lexicon;
static struct profile_list profiles;

static void
must(bool is)
{
	if (!is)
		abort();
}

static void
start(void)
{
	struct arena *a = arena_new();
	struct err e = { 0 };
	struct rules rules = { 0 };

	must(config_lexicon(NULL, a, &lexicon, &e) && profile_builtin(a, &rules, &e) &&
	    profile_list_read(a, &rules, NULL, &profiles, &e) && profiles.n > 0);
	for (size_t i = 0; i < profiles.n; i++)
		steps_sense(a, &profiles.v[i].steps, &lexicon);
}

static void
names(struct arena *a, struct text t, struct text words)
{
	struct name_lexicon *l = name_lexicon_new(a, NULL);
	struct name_hits hits = { 0 }, again = { 0 };
	size_t behind = 0, n;

	for (size_t from = 0; from < words.n;) {
		size_t end = text_find(words, T(" "), from);
		end = end == SIZE_MAX ? words.n : end;
		name_lexicon_add(l, text_cut(words, from, end), end % 2 ? NAME_WORD : NAME_KNOWN);
		from = end + 1;
	}
	name_lexicon_settle(l);
	name_find(a, t, l, &hits);
	name_find(a, t, l, &again);
	must(hits.n == again.n);
	for (size_t i = 0; i < hits.n; i++) {
		struct span s = hits.v[i].at;
		must(s.at >= behind && s.n > 0 && s.at + s.n <= t.n);
		must(again.v[i].at.at == s.at && again.v[i].at.n == s.n);
		must(name_surname(hits.v[i].name) <= hits.v[i].name.n);
		behind = s.at + s.n;
	}
	name_is_word(t);
	name_is_noun(t);
	for (size_t i = 0; i < t.n; i++)
		must(sensitive_at(t, i, &n) == SENSITIVE_NONE || i + n <= t.n);
}

static void
senses(const struct step_rule_list *steps, struct text t)
{
	struct sense_score score;
	struct heading h;
	const struct step_rule *r;

	sense_score(steps, t, &score);
	for (int number = 0; number < 9; number++) {
		r = sense_step(steps, t, number);
		must(r == NULL || (r >= steps->v && r < steps->v + steps->n));
	}
	sense_none(steps, t);
	if (heading_read(steps, t, &h))
		must(h.words <= h.end && h.end <= h.rest && h.rest <= t.n);
	sense_headed(steps, t);
	label_key(&lexicon, t, true);
	label_key(&lexicon, t, false);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct text t = { (const char *)data, size }, words = NO_TEXT;
	struct arena *a;
	size_t line;

	if (profiles.n == 0)
		start();
	if (utf8_valid(t) != t.n)
		return 0;
	line = text_find(t, T("\n"), 0);
	if (line != SIZE_MAX) {
		words = text_cut(t, line + 1, t.n);
		t = text_cut(t, 0, line);
	}
	a = arena_new();
	names(a, t, words);
	for (size_t i = 0; i < profiles.n; i++)
		senses(&profiles.v[i].steps, t);
	arena_free(a);
	return 0;
}
