/* SPDX-License-Identifier: MIT */
/* Mongolian parts in columns. Words of the catalogue strung together for the texture of a page:
 * never to be published. */
#include "../sample.h"

#define WORDS_MN "ᠬᠤᠷᠠᠯ ᠤᠨ ᠲᠡᠮᠳᠡᠭᠯᠡᠯ ᠂ ᠠᠰᠠᠭᠤᠳᠠᠯ ᠢ ᠰᠤᠳᠤᠯᠵᠤ ᠰᠢᠢᠳᠪᠦᠷᠢᠯᠡᠬᠦ ᠃ ᠲᠣᠭᠲᠠᠭᠠᠯ ᠂ ᠬᠡᠷᠡᠭᠵᠢᠭᠦᠯᠬᠦ ᠃ "

static void
mongolian_head(struct sample *s, struct sheet *h, struct block *body)
{
	h->has_mn = true;
	h->mn_body = body;
	h->mn = (struct sheet_side){ .lang = LANG_MN,
		.unit = T("示例嘎查"),
		.title = sample_text(s, "ᠬᠤᠷᠠᠯ ᠤᠨ ᠲᠡᠮᠳᠡᠭᠯᠡᠯ 27"),
		.date = sample_text(s, "2018 ᠣᠨ ᠤ 7 ᠰᠠᠷ᠎ᠠ ᠶᠢᠨ 3 ᠤ ᠡᠳᠦᠷ ᠭᠠᠷᠠᠭ ᠤᠨ ᠬᠣᠶᠠᠷ"),
		.week = sample_text(s, "ᠳᠣᠯᠣᠭ᠎ᠠ ᠬᠣᠨᠣᠭ᠄ 27") };
}

static void
long_table(struct sample *s, struct block *parent, int rows)
{
	const char **cells = ARENA_ARRAY(s->arena, const char *, (size_t)rows * 3 + 4);

	cells[0] = "ᠡᠭᠦᠷᠭᠡ";
	cells[1] = "ᠬᠠᠷᠢᠭᠤᠴᠠᠭᠴᠢ";
	cells[2] = "ᠬᠤᠭᠤᠴᠠᠭ᠎ᠠ";
	for (int i = 1; i <= rows; i++) {
		cells[i * 3] = text_fmt(s->arena,
		    i % 4 ? "ᠡᠭᠦᠷᠭᠡ 27-%d ᠂ ᠬᠡᠷᠡᠭᠵᠢᠭᠦᠯᠬᠦ"
			  : "ᠡᠭᠦᠷᠭᠡ 27-%d ᠂ ᠬᠡᠷᠡᠭᠵᠢᠭᠦᠯᠬᠦ ᠂ ᠲᠥᠷᠥ ᠶᠢᠨ ᠪᠣᠳᠣᠯᠭ᠎ᠠ ᠰᠤᠷᠤᠯᠴᠠᠬᠤ ᠂ ᠠᠰᠠᠭᠤᠳᠠᠯ",
		    i)
				   .p;
		cells[i * 3 + 1] = i % 3 ? "李四" : "𠮷日嘎朗";
		cells[i * 3 + 2] = text_fmt(s->arena, "7 ᠰᠠᠷ᠎ᠠ ᠶᠢᠨ %d ᠤ ᠡᠳᠦᠷ", i % 28 + 1).p;
	}
	cells[rows * 3 + 3] = NULL;
	sample_table(s, parent, cells, 3);
}

/* Headings, paragraphs, lists, a table longer than a page, a picture. */
struct sheet *
sample_record_mn(struct sample *s)
{
	struct sheet *h = sample_record(s);
	const char *const points[] = { WORDS_MN WORDS_MN "12 ᠪᠠ 2018 ᠪᠠ 27-1",
		"《草原生态补奖政策》 ᠰᠤᠷᠤᠯᠴᠠᠬᠤ ᠃", "ᠠᠰᠠᠭᠤᠳᠠᠯ 25-2 ᠄ ᠰᠢᠢᠳᠪᠦᠷᠢᠯᠡᠭᠰᠡᠨ ᠃", NULL };
	struct block *body = block_new(s->arena, BLOCK_ROOT), *section;

	h->address = T("shili/2018-07-08");
	mongolian_head(s, h, body);
	sample_block(s, body, BLOCK_HEADING, "ᠬᠤᠷᠠᠯ ᠤᠨ ᠲᠡᠮᠳᠡᠭᠯᠡᠯ 27")->level = 1;
	section = sample_section(s, body, "study", "ᠲᠥᠷᠥ ᠶᠢᠨ ᠪᠣᠳᠣᠯᠭ᠎ᠠ ᠰᠤᠷᠤᠯᠴᠠᠬᠤ");
	sample_block(s, section, BLOCK_PARAGRAPH,
	    WORDS_MN WORDS_MN WORDS_MN
	    "ᠭ᠋ᠠ ᠭ᠌ᠠ ᠰᠠᠷ᠎ᠠ ᠶᠢᠨ 120米 ᠪᠠ 21,000元 ᠃");
	sample_items(s, section, points, true);
	section = sample_section(s, body, "problem", "ᠠᠰᠠᠭᠤᠳᠠᠯ ᠢ ᠰᠤᠳᠤᠯᠵᠤ ᠰᠢᠢᠳᠪᠦᠷᠢᠯᠡᠬᠦ");
	sample_block(s, section, BLOCK_HEADING, "ᠠᠰᠠᠭᠤᠳᠠᠯ 27-1 二组机井电机烧坏")->level = 3;
	sample_items(s, section, points, false);
	sample_figure(s, section, "good.png", "ᠵᠢᠷᠤᠭ 1");
	section = sample_section(s, body, "task", "ᠡᠭᠦᠷᠭᠡ");
	long_table(s, section, 40);
	sample_link(s, sample_block(s, section, BLOCK_PARAGRAPH, "ᠬᠠᠢᠬᠤ "),
	    "https://example.org/mn/", "ᠲᠡᠷᠢᠭᠦᠨ ᠬᠠᠭᠤᠳᠠᠰᠤ");
	sample_block(s, section, BLOCK_PARAGRAPH, WORDS_MN WORDS_MN WORDS_MN WORDS_MN);
	return h;
}

static struct sheet *
poster_mn(struct sample *s, const char *address, int paragraphs, int rows)
{
	struct sheet *h = sample_poster(s);
	struct block *body = block_new(s->arena, BLOCK_ROOT);

	h->address = text_of(address);
	mongolian_head(s, h, body);
	h->mn.title = sample_text(s, "ᠬᠤᠷᠠᠯ ᠤᠨ ᠲᠣᠭᠲᠠᠭᠠᠯ ᠢ ᠨᠡᠢᠲᠡᠯᠡᠭᠰᠡᠨ");
	h->mn_kind = T("公示");
	for (int i = 0; i < paragraphs; i++)
		sample_block(
		    s, body, BLOCK_PARAGRAPH, i % 2 ? "23 ᠬᠡᠷᠡᠭᠵᠢᠭᠦᠯᠬᠦ ᠂ 20,000元 ᠃" : WORDS_MN);
	if (rows > 0)
		long_table(s, body, rows);
	return h;
}

struct sheet *
sample_poster_mn(struct sample *s)
{
	return poster_mn(s, "shili/gongshi-5", 2, 0);
}

struct sheet *
sample_poster_mn_long(struct sample *s)
{
	return poster_mn(s, "shili/gongshi-6", 4, 16);
}
