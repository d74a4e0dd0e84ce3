/* SPDX-License-Identifier: MIT */
/*
 * libFuzzer over the whole way: what a village sends, as text or as a Word file of such lines, is
 * received, built, and everything that came out is looked through. Planted in it are a telephone
 * number, an identity number, a hidden word and a villager's name, at each byte 1 of the input and
 * behind its end; none of them may stand in a page, a feed, a shard, a table, the public index, and
 * no number in what is told and answered. Whatever is sent, the machine does not fail.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "docx_zip.h"
#include "lihui/file.h"
#include "lihui/publish.h"
#include "lihui/receive.h"
#include "lihui/utf8.h"

#define PHONE  "13812345678"
#define ID     "150429198001011237"
#define HIDDEN "QZXWV"
#define NAME   "王铁柱"
#define PLANT  "\n村民" NAME "反映机井坏了，电话" PHONE "，身份证号" ID "，【隐：" HIDDEN "】。\n"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char root[] = "/dev/shm/lihui-fuzz-XXXXXX";
static const struct date today = { 2019, 12, 15 };

static void
must(bool is, const char *what)
{
	if (is)
		return;
	fprintf(stderr, "fuzz_whole: %s (%s)\n", what, root);
	abort();
}

static const char *
at(struct arena *a, const char *name)
{
	return path_join(a, text_of(root), text_of(name)).p;
}

static void
put(struct arena *a, const char *name, struct text bytes)
{
	struct err e = { 0 };

	must(file_write(at(a, name), bytes, NULL, &e), e.message);
}

static void
clear(const char *what)
{
	char command[256];

	snprintf(command, sizeof command, "cd %s && rm -rf %s", root, what);
	must(system(command) == 0, "rm");
}

static void
clear_all(void)
{
	clear(". 2>/dev/null; rmdir $PWD 2>/dev/null; true");
}

static void
start(void)
{
	struct arena *a = arena_new();

	must(mkdtemp(root) != NULL, "mkdtemp");
	atexit(clear_all);
	put(a, "site/_index.md", T("---\n名称: 山前旗\n层级: 旗\n---\n"));
	put(a, "site/b/_index.md",
	    T("---\n名称: 白桦嘎查\n层级: 嘎查\n第一书记: 齐木德\n党支部书记: 邢乐\n---\n"));
	arena_free(a);
}

static struct text
planted(struct arena *a, struct text t)
{
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < t.n; i++)
		if (t.p[i] == 1)
			buf_str(&b, PLANT);
		else
			buf_char(&b, t.p[i]);
	buf_str(&b, PLANT);
	t = text_copy(a, buf_view(&b));
	buf_release(&b);
	return t;
}

/* Paragraphs of what a page can hold. */
static struct text
as_docx(struct arena *a, struct text t)
{
	struct buf b = BUF_INIT;
	struct docx_part part = { "word/document.xml", NO_TEXT };

	buf_str(&b,
	    "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
	    "<w:body><w:p><w:r><w:t>");
	for (size_t i = 0; i < t.n; i++)
		switch (t.p[i]) {
		case '<': buf_str(&b, "&lt;"); break;
		case '&': buf_str(&b, "&amp;"); break;
		case '\n': buf_str(&b, "</w:t></w:r></w:p><w:p><w:r><w:t>"); break;
		case '\t': buf_str(&b, "</w:t><w:tab/><w:t>"); break;
		default:
			if ((unsigned char)t.p[i] >= ' ')
				buf_char(&b, t.p[i]);
		}
	buf_str(&b, "</w:t></w:r></w:p></w:body></w:document>");
	part.bytes = buf_view(&b);
	t = docx_zip(a, &part, 1);
	buf_release(&b);
	return t;
}

static void
nothing_in(struct text t, bool all, const char *where)
{
	bool told = text_has(t, T(PHONE)) || text_has(t, T(ID)) ||
	    (all && (text_has(t, T(HIDDEN)) || text_has(t, T(NAME))));

	if (told)
		fprintf(stderr, "%s:\n%.*s\n", where, (int)(t.n < 4000 ? t.n : 4000), t.p);
	must(!told, where);
}

static void
look_through(struct arena *a, const char *folder, bool all)
{
	struct file_list l = { 0 };
	struct file_stat st;
	struct err e = { 0 };

	must(file_stat(folder, &st, &e), e.message);
	must(!st.exists || file_walk(a, folder, &l, &e), e.message);
	for (size_t i = 0; i < l.n; i++) {
		struct text path = path_join(a, text_of(folder), l.v[i].path);
		struct buf b = BUF_INIT;

		nothing_in(path, true, "a name");
		if (!l.v[i].stat.is_dir && text_find(path, T(".pdf"), 0) == SIZE_MAX) {
			must(file_read(path.p, &b, &e), e.message);
			nothing_in(buf_view(&b), all, path.p);
		}
		buf_release(&b);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static bool started;
	struct text typed = { (const char *)data + 1, size > 0 ? size - 1 : 0 };

	/* What knows the words can put them where they are none; in another encoding the mark is no
	 * mark. */
	if (size == 0 || utf8_valid(typed) != typed.n || text_has(typed, T("QZ")) ||
	    text_has(typed, T("铁柱")) || text_has(typed, T("2345678")) ||
	    text_has(typed, T("19800101")))
		return 0;
	if (!started)
		start();
	started = true;

	struct arena *a = arena_new();
	struct text t = planted(a, typed);
	struct receive_options in = { .site = at(a, "site"),
		.from = at(a, "mail"),
		.reply = at(a, "reply"),
		.today = today,
		.jobs = 1 };
	struct build_options out = {
		.site = at(a, "site"), .output = at(a, "tree"), .today = today, .jobs = 1
	};
	struct build_report r = { .arena = a };
	struct buf told = BUF_INIT, index = BUF_INIT;
	struct err e = { 0 };
	int unplaced;

	if (data[0] & 1)
		put(a, "mail/记录.docx", as_docx(a, t));
	else if (data[0] & 2)
		put(a, "site/b/2019/x.md", t);
	else
		put(a, "mail/记录.txt", t);
	/* Paper takes ten times as long as all the rest. */
	put(a, "site/site.yaml",
	    text_fmt(a,
		"title: 例会公开\nlanguages: [zh]\nbase_url: https://x.invalid/\nsheets: [%s]\n",
		data[0] & 4 ? "handout, poster, record" : ""));
	must((data[0] & 3) == 2 || receive_run(&in, &told, &unplaced, &e), e.message);
	must(publish_build(&out, &r, &e), e.message);
	look_through(a, at(a, "tree"), true);
	look_through(a, at(a, "reply"), false);
	nothing_in(buf_view(&told), false, "told");
	must(file_read(at(a, "site/.lihui/public.db"), &index, &e), e.message);
	nothing_in(buf_view(&index), true, "public.db");
	buf_release(&told);
	buf_release(&index);
	clear("mail reply tree site/.lihui site/b/2* site/b/*.md.* site/_received");
	arena_free(a);
	return 0;
}
