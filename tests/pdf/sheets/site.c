/* SPDX-License-Identifier: MIT */
/* A site made by hand, with the project's own words. */
#include "../sample.h"

#include <stdio.h>
#include <stdlib.h>

/* templates/words/LANG.yaml is flat: key: "text". */
static void
read_words(struct words *w, enum lang l, const char *path)
{
	char line[2048];
	FILE *f = fopen(path, "r");

	if (!f) {
		perror(path);
		exit(1);
	}
	while (fgets(line, sizeof line, f)) {
		char *colon = strstr(line, ": "), *from, *to;
		if (!colon || line[0] == '#' || line[0] == ' ')
			continue;
		from = colon + 2;
		to = from + strcspn(from, "\n");
		if (to - from >= 2 && from[0] == '"' && to[-1] == '"') {
			from++;
			to--;
		}
		words_set(w, l,
		    (struct word){ { line, (size_t)(colon - line) }, { from, (size_t)(to - from) },
			WORD_HIGH, false, NO_TEXT });
	}
	fclose(f);
}

static void
mongolian_word(struct words *w, const char *key, const char *text)
{
	words_set(
	    w, LANG_MN, (struct word){ text_of(key), text_of(text), WORD_MEDIUM, false, NO_TEXT });
}

struct sample *
sample_new(void)
{
	struct sample *s = mem_alloc(sizeof *s);

	s->arena = arena_new();
	s->text = (struct buf)BUF_INIT;
	s->words = words_new();
	read_words(s->words, LANG_ZH, "templates/words/zh.yaml");
	mongolian_word(s->words, "sheet.contact", "ᠬᠣᠯᠪᠣᠭ᠎ᠠ");
	mongolian_word(s->words, "sheet.attendees", "ᠣᠷᠣᠯᠴᠠᠭᠰᠠᠳ");
	mongolian_word(s->words, "sheet.owner", "ᠬᠠᠷᠢᠭᠤᠴᠠᠭᠴᠢ");
	s->site = ARENA_NEW(s->arena, struct site);
	s->site->arena = s->arena;
	s->site->root = T("tests/pdf");
	s->site->title = T("示例旗会议公开");
	s->site->base_url = T("https://example.org/");
	s->site->words = s->words;
	if (getenv("SAMPLE_HEI")) /* as a site's `fonts` may say */
		s->site->fonts.hei = text_of(getenv("SAMPLE_HEI"));
	if (getenv("SAMPLE_MONGOLIAN"))
		s->site->fonts.mongolian = text_of(getenv("SAMPLE_MONGOLIAN"));
	return s;
}

void
sample_free(struct sample *s)
{
	words_free(s->words);
	buf_release(&s->text);
	arena_free(s->arena);
	free(s);
}

struct text
sample_all_text(struct sample *s)
{
	for (size_t i = 0; i < SAMPLE_KINDS; i++)
		sample_kinds[i].make(s);
	return buf_view(&s->text);
}

struct text
sample_text(struct sample *s, const char *t)
{
	buf_str(&s->text, t);
	return text_of(t);
}

struct sheet *
sample_sheet(struct sample *s, enum sheet_kind kind)
{
	struct sheet *h = ARENA_NEW(s->arena, struct sheet);

	h->kind = kind;
	h->site = s->site;
	h->words = s->words;
	h->address = T("shili/2018-07-03");
	h->date = (struct date){ 2018, 7, 3 };
	h->url = T("https://example.org/zh/shili/2018-07-03.html");
	h->phone = T("0482-0000000");
	h->phone_person = sample_text(s, "张三（第一书记）");
	h->place = sample_text(s, "嘎查党群服务中心");
	h->unit = sample_text(s, "示例嘎查");
	h->title = sample_text(s, "例会明白纸 2018年第27周");
	return h;
}
