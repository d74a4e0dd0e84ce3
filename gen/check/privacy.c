/* SPDX-License-Identifier: MIT */
/*
 * Privacy. Identity numbers, mobile telephones and bank cards are found by base/secret.c and masked
 * everywhere; here the author is told, so that the source is put right too. And by the law on
 * personal information, illness, disability and children under 14 beside a full name are sensitive
 * (X804); 低保 and 贫困户 are only noted, because villages must post some of these lists. What has
 * been hidden with 【隐：…】 no longer stands here.
 */
#include <stdlib.h>

#include "check/rules.h"
#include "lihui/secret.h"
#include "lihui/utf8.h"

/* How near a name makes a word sensitive, in characters to either side and within the sentence. */
#define NEAR 12
/* Bytes of a name: two Han, and a long Mongolian one in Han. */
#define SHORTEST_NAME 6
#define LONGEST_NAME  30
/* How often a word is looked at in one document: what says it more often is a list, and its author
 * has heard. */
#define WORD_MOST 500

/* Of one kind, in the document and in its translations, whose text lies elsewhere. Three rules ask,
 * so the numbers are looked for once. */
struct secrets {
	struct secret_list own, *versions; /* parallel to the document's versions */
};

static const struct secrets *
secrets_of(struct check *c)
{
	struct secrets *s = c->secrets;

	if (s != NULL)
		return s;
	s = c->secrets = ARENA_NEW(c->a, struct secrets);
	s->versions = ARENA_ARRAY(c->a, struct secret_list, c->d->versions.n + 1);
	secret_find(c->a, c->d->text, c->sink->allowed, &s->own);
	for (size_t i = 0; i < c->d->versions.n; i++) {
		const struct version *v = &c->d->versions.v[i];
		struct text t = text_join(c->a, text_join(c->a, v->title, T("\n")), v->summary);

		if (v->body)
			t = text_join(
			    c->a, text_join(c->a, t, T("\n")), block_plain(c->a, v->body, true));
		secret_find(c->a, t, c->sink->allowed, &s->versions[i]);
	}
	return s;
}

static void
secrets_put(struct check *c, enum secret_kind kind, enum diag_code code)
{
	const struct secrets *s = secrets_of(c);
	struct text path = c->sink->path;

	for (size_t i = 0; i < s->own.n; i++)
		if (s->own.v[i].kind == kind)
			diag_put(c->sink, code, s->own.v[i].at, TEXTS(s->own.v[i].mask));
	for (size_t i = 0; i < c->d->versions.n; i++) {
		c->sink->path = c->d->versions.v[i].path;
		for (size_t k = 0; k < s->versions[i].n; k++)
			if (s->versions[i].v[k].kind == kind)
				diag_put(c->sink, code, NO_SPAN, TEXTS(s->versions[i].v[k].mask));
	}
	c->sink->path = path;
}

void
check_id_number(struct check *c)
{
	secrets_put(c, SECRET_ID, DIAG_X801);
}

void
check_mobile(struct check *c)
{
	secrets_put(c, SECRET_MOBILE, DIAG_X802);
}

void
check_card(struct check *c)
{
	secrets_put(c, SECRET_CARD, DIAG_X803);
}

/* --- X804 --- */

struct sensitive {
	const char *word;
	enum diag_level level;
};

static const struct sensitive words[] = {
	{ "残疾", DIAG_WARNING },
	{ "肢残", DIAG_WARNING },
	{ "智障", DIAG_WARNING },
	{ "精神病", DIAG_WARNING },
	{ "患病", DIAG_WARNING },
	{ "患有", DIAG_WARNING },
	{ "重病", DIAG_WARNING },
	{ "大病", DIAG_WARNING },
	{ "癌", DIAG_WARNING },
	{ "肿瘤", DIAG_WARNING },
	{ "尿毒症", DIAG_WARNING },
	{ "糖尿病", DIAG_WARNING },
	{ "艾滋", DIAG_WARNING },
	{ "肝炎", DIAG_WARNING },
	{ "结核", DIAG_WARNING },
	{ "白血病", DIAG_WARNING },
	{ "脑梗", DIAG_WARNING },
	{ "脑出血", DIAG_WARNING },
	{ "瘫痪", DIAG_WARNING },
	{ "心脏病", DIAG_WARNING },
	{ "布病", DIAG_WARNING },
	{ "住院", DIAG_WARNING },
	{ "未成年", DIAG_WARNING },
	{ "留守儿童", DIAG_WARNING },
	{ "孤儿", DIAG_WARNING },
	{ "低保", DIAG_NOTE },
	{ "贫困户", DIAG_NOTE },
	{ "五保", DIAG_NOTE },
	{ "特困", DIAG_NOTE },
	{ "困难户", DIAG_NOTE },
};

/* Words behind a sensitive one that make a programme or an office of it. */
static const char *const programmes[] = { "政策", "保险", "补贴", "补助政策", "救助政策",
	"人联合会", "人联", "人证", "人保障", "保障", "防治", "防控", "筛查", "检疫", "人康复",
	"标准", NULL };

struct window {
	size_t from, to; /* bytes of the text */
};

static bool
sentence_end(uint32_t c)
{
	return c == '\n' || c == U'。' || c == U'；' || c == U'！' || c == U'？' || c == '|';
}

static struct window
window_around(struct text t, size_t at, size_t end)
{
	struct window w = { at, end };

	for (int k = 0; k < NEAR && w.from > 0; k++) {
		size_t i = w.from;

		if (sentence_end(utf8_prev(t, &i)))
			break;
		w.from = i;
	}
	for (int k = 0; k < NEAR && w.to < t.n; k++) {
		size_t i = w.to;

		if (sentence_end(utf8_next(t, &i)))
			break;
		w.to = i;
	}
	return w;
}

/* Inside 《》, or the name of a programme: people learn about these things every week. */
static bool
is_policy(struct text t, size_t at, size_t end)
{
	struct window w = window_around(t, at, end);
	struct text before = text_cut(t, w.from, at), after = text_cut(t, end, w.to);
	size_t open = SIZE_MAX, i = 0;

	for (size_t next; (next = text_find(before, T("《"), i)) != SIZE_MAX; i = next + 1)
		open = next;
	if (open != SIZE_MAX && text_find(before, T("》"), open) == SIZE_MAX)
		return true;
	for (size_t k = 0; programmes[k]; k++)
		if (text_starts(after, text_of(programmes[k])))
			return true;
	return false;
}

/* Everybody whom the document names, sorted, for asking whether a piece of a sentence is a name.
 * Gathered when the first is asked for: most records never do. */
struct known_names {
	struct text *v;
	size_t n, room;
	bool gathered;
};

static void
names_add(struct check *c, struct known_names *names, const struct person_list *l)
{
	for (size_t i = 0; i < l->n; i++)
		if (!l->v[i].group && l->v[i].name.n >= SHORTEST_NAME &&
		    l->v[i].name.n <= LONGEST_NAME)
			*ARENA_PUSH(c->a, names) = l->v[i].name;
}

static int
name_cmp(const void *x, const void *y)
{
	return text_cmp(*(const struct text *)x, *(const struct text *)y);
}

static void
names_gather(struct check *c, struct known_names *names)
{
	const struct doc *d = c->d;
	const struct person_list *lists[] = { &d->attendees, &d->observers, &d->absent, &d->host,
		&d->convener, &d->recorder };

	names->gathered = true;
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		names_add(c, names, lists[i]);
	for (size_t i = 0; i < d->problems.n; i++) {
		names_add(c, names, &d->problems.v[i].raised_by);
		names_add(c, names, &d->problems.v[i].owners);
	}
	for (size_t i = 0; i < d->tasks.n; i++)
		names_add(c, names, &d->tasks.v[i].owners);
	if (names->n > 1)
		qsort(names->v, names->n, sizeof *names->v, name_cmp);
}

/* Every piece of the window that is long enough for a name is looked up: the cost does not grow
 * with the number of people. */
static bool
known_name_near(const struct known_names *names, struct text around)
{
	for (size_t from = 0; names->n > 0 && from < around.n;) {
		size_t to = from;

		while (to < around.n && to - from < LONGEST_NAME) {
			struct text piece;

			utf8_next(around, &to);
			piece = text_cut(around, from, to);
			if (piece.n >= SHORTEST_NAME &&
			    bsearch(&piece, names->v, names->n, sizeof *names->v, name_cmp))
				return true;
		}
		utf8_next(around, &from);
	}
	return false;
}

static const char surnames[] =
    "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕"
    "丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严"
    "覃武戴莫孔向汤包乌那斯巴图宝";

/* Words that stand in front of a name nobody listed. */
static const char *const titles[] = { "村民", "牧民", "农民", "贫困户", "低保户", "五保户",
	"困难户", "残疾人", "患者", "户主", "儿童", "孤儿", "学生", NULL };

/* Behind a title: a surname, one or two more Han, and then a mark: 残疾人王五，. */
static bool
name_behind(struct text t, size_t at)
{
	char first[4];
	size_t i = at, n;
	int more = 0;

	if (i >= t.n)
		return false;
	n = utf8_put(first, utf8_next(t, &i));
	if (n != 3 || !text_has(text_of(surnames), (struct text){ first, n }))
		return false;
	while (i < t.n) {
		size_t next = i;
		uint32_t c = utf8_next(t, &next);

		if (!utf8_is_han(c) || text_starts(text_cut(t, i, t.n), T("家")) ||
		    text_starts(text_cut(t, i, t.n), T("患")) ||
		    text_starts(text_cut(t, i, t.n), T("的")))
			break;
		i = next;
		if (++more > 2)
			return false;
	}
	return more >= 1;
}

static bool
titled_name_near(struct text around)
{
	for (size_t k = 0; titles[k]; k++)
		for (size_t i = 0, hit;
		     (hit = text_find(around, text_of(titles[k]), i)) != SIZE_MAX; i = hit + 1)
			if (name_behind(around, hit + strlen(titles[k])))
				return true;
	return false;
}

static bool
in_front_matter(const struct doc *d, size_t at)
{
	for (int k = 1; k < KEY_COUNT; k++)
		if (k != KEY_SUMMARY && k != KEY_TITLE && d->at[k].n > 0 && at >= d->at[k].at &&
		    at < d->at[k].at + d->at[k].n)
			return true;
	return false;
}

static void
sensitive_word(struct check *c, const struct sensitive *s, struct known_names *names)
{
	struct text t = c->d->text, word = text_of(s->word);
	int seen = 0;

	for (size_t i = 0, at; seen < WORD_MOST && (at = text_find(t, word, i)) != SIZE_MAX;
	     i = at + word.n) {
		struct window w;
		struct text around;

		seen++;
		if (in_front_matter(c->d, at) || is_policy(t, at, at + word.n))
			continue;
		w = window_around(t, at, at + word.n);
		around = text_cut(t, w.from, w.to);
		if (!names->gathered)
			names_gather(c, names);
		if (known_name_near(names, around) || titled_name_near(around))
			diag_put_at(c->sink, s->level, DIAG_X804,
			    (struct span){ (uint32_t)at, (uint32_t)word.n }, TEXTS(word));
	}
}

void
check_sensitive(struct check *c)
{
	struct known_names names = { 0 };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		sensitive_word(c, &words[i], &names);
}
