/* SPDX-License-Identifier: MIT */
/*
 * Files as they come, from WeChat's download folder or a USB stick: what each one really is, and
 * the texts in it. The first bytes decide, never the name: a .txt may be a .docx renamed, a .doc
 * may be either kind of Word file, a web page or plain text.
 *
 * Outside facts: a compound file of Word 97 or WPS begins with D0 CF 11 E0; a zip archive (docx)
 * with "PK", rich text with "{\\rtf"; office programs leave ~$ files beside open documents. Windows
 * writes names on old sticks in GBK.
 */
#include <iconv.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "intake/intake.h"

#include "lihui/arena.h"
#include "lihui/file.h"
#include "lihui/hash.h"
#include "lihui/picture.h"
#include "lihui/utf8.h"

/* A record with pictures is a few megabytes; what is longer as text is none. */
#define FILE_MOST (64 << 20)
#define TEXT_MOST (4u << 20)
/* What others said between the messages of a record: below this, and without a label, it is talk.
 */
#define TALK_POINTS 60

struct text
name_text(struct arena *a, struct text raw)
{
	char out[4096], *to = out, *in = (char *)raw.p;
	size_t left = raw.n, room = sizeof out;
	iconv_t cd;

	if (utf8_valid(raw) == raw.n)
		return utf8_nfc(a, text_copy(a, raw));
	cd = iconv_open("UTF-8", "GB18030");
	if (cd == (iconv_t)-1)
		return T("?");
	while (left > 0 && iconv(cd, &in, &left, &to, &room) == (size_t)-1 && room > 0) {
		*to++ = '?';
		room--;
		in++;
		left--;
	}
	iconv_close(cd);
	return text_copy(a, (struct text){ out, (size_t)(to - out) });
}

static bool
has_magic(struct text t, const char *magic, size_t n)
{
	return t.n >= n && memcmp(t.p, magic, n) == 0;
}

/*
 * How the sound in it is called on a page, or NULL: frames of MP3 begin with eleven ones, and films
 * have the box of M4A too, so these two are asked for their ending or brand.
 */
static const char *
sound_ending(struct text path, struct text t)
{
	bool box = t.n >= 12 && memcmp(t.p + 4, "ftyp", 4) == 0;
	bool frame = t.n > 2 && t.p[0] == '\xFF' && ((unsigned char)t.p[1] & 0xE0) == 0xE0;

	if (has_magic(t, "#!AMR", 5))
		return ".amr";
	if (has_magic(t, "ID3", 3) || (frame && text_eq_nocase(path_ext(path), T(".mp3"))))
		return ".mp3";
	if (has_magic(t, "RIFF", 4) && t.n >= 12 && memcmp(t.p + 8, "WAVE", 4) == 0)
		return ".wav";
	if (box && (memcmp(t.p + 8, "M4A", 3) == 0 || text_eq_nocase(path_ext(path), T(".m4a"))))
		return ".m4a";
	return NULL;
}

/* What is no text: by its first bytes, and where these are shared, by its ending. NULL for what may
 * be text. */
static const char *
other_kind(struct text path, struct text t)
{
	static const struct {
		const char *magic, *what;
	} kinds[] = {
		{ "%PDF", "pdf" },
		{ "GIF8", "image" },
		{ "\xFF\xD8\xFF", "image" }, /* not whole, or it would be known */
		{ "\x89PNG", "image" },
		{ "BM", "image" },
		{ "Rar!", "archive" },
		{ "7z\xBC\xAF", "archive" },
	};
	static const struct {
		const char *ending, *what;
	} endings[] = { { ".xlsx", "sheet" }, { ".xls", "sheet" }, { ".et", "sheet" },
		{ ".heic", "image" }, { ".heif", "image" }, { ".mp4", "film" }, { ".mov", "film" },
		{ ".zip", "archive" } };
	bool known = has_magic(t, "PK", 2) || has_magic(t, "\xD0\xCF\x11\xE0", 4) ||
	    (t.n > 12 && memcmp(t.p + 4, "ftyp", 4) == 0);

	for (size_t i = 0; i < COUNT(kinds); i++)
		if (text_starts(t, text_of(kinds[i].magic)))
			return kinds[i].what;
	for (size_t i = 0; known && i < COUNT(endings); i++)
		if (text_eq_nocase(path_ext(path), text_of(endings[i].ending)))
			return endings[i].what;
	if (t.n > 12 && memcmp(t.p + 4, "ftyp", 4) == 0)
		return memcmp(t.p + 8, "hei", 3) == 0 || memcmp(t.p + 8, "mif", 3) == 0 ? "image"
											: "film";
	return NULL;
}

/* Controls that no text has; the NULs of UTF-16 are as many as its ASCII letters, so only those
 * outside of pairs count. */
static bool
is_binary(struct text t)
{
	size_t bad = 0, n = t.n < 8192 ? t.n : 8192;

	if (has_magic(t, "\xFF\xFE", 2) || has_magic(t, "\xFE\xFF", 2))
		return false;
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)t.p[i];
		bad += c < 0x20 && c != 0 && c != '\t' && c != '\n' && c != '\r' && c != '\f' &&
		    c != '\v' && c != 0x1A;
	}
	return bad > n / 32 + 4;
}

static bool
has_label(struct text t)
{
	struct text line;

	while (text_line(&t, &line)) {
		size_t colon = text_find(line, T("："), 0);
		if (colon == SIZE_MAX)
			colon = text_find(line, T(":"), 0);
		if (colon != SIZE_MAX && colon < 40 &&
		    key_parse(text_cut(line, 0, colon)) != KEY_NONE)
			return true;
	}
	return false;
}

/* Talk between messages is told apart from records; when nothing is left the whole is one text. */
static void
take_text(struct arena *a, struct arrival *f, struct text t)
{
	struct chat_list chat;

	/* Chat programs write UTF-8; in other encodings the stamps would not be found, and the text
	 * is taken as it is. */
	if (utf8_valid(t) == t.n &&
	    chat_split(a, text_starts(t, T("\xEF\xBB\xBF")) ? text_cut(t, 3, t.n) : t, &chat)) {
		for (size_t i = 0; i < chat.n; i++) {
			if (utf8_length(chat.v[i].text) > TALK_POINTS || has_label(chat.v[i].text))
				text_list_add(a, &f->texts, chat.v[i].text);
			else
				f->chatter++;
		}
	}
	if (f->texts.n == 0)
		text_list_add(a, &f->texts, t);
}

void
arrival_open(struct arena *a, struct arrival *f)
{
	enum docx_result result = DOCX_OK;
	struct text t = f->bytes;
	struct picture picture;

	f->kind = ARRIVAL_TEXT;
	f->sha = hash_sha256_hex(a, f->bytes);
	f->what = picture_look(t, &picture) ? NULL : other_kind(f->path, t);
	f->sound = sound_ending(f->path, t);
	if (picture.kind != PICTURE_NONE) {
		f->kind = ARRIVAL_PICTURE;
	} else if (f->sound != NULL) {
		f->kind = ARRIVAL_SOUND;
	} else if (f->what != NULL) {
		f->kind = ARRIVAL_OTHER;
	} else if (has_magic(t, "\xD0\xCF\x11\xE0", 4) || has_magic(t, "{\\rtf", 5)) {
		f->kind = ARRIVAL_OLD_WORD;
	} else if (has_magic(t, "PK\x03\x04", 4) || has_magic(t, "PK\x05\x06", 4) ||
	    docx_is_flat(t)) {
		f->left.stem = path_plain_name(a, path_name(path_stem(f->path)));
		result = docx_text(a, f->bytes, &t, &f->left);
	} else if (html_is(t)) {
		result = html_text(a, f->bytes, &t);
	} else if (is_binary(f->bytes)) {
		f->kind = ARRIVAL_OTHER;
	} else if (f->bytes.n > TEXT_MOST) {
		f->kind = ARRIVAL_TOO_LARGE;
	}
	switch (result) {
	case DOCX_OK: break;
	case DOCX_DAMAGED: f->kind = ARRIVAL_DAMAGED; break;
	case DOCX_TOO_LARGE: f->kind = ARRIVAL_TOO_LARGE; break;
	case DOCX_OTHER: f->kind = ARRIVAL_OTHER; break;
	}
	if (f->kind == ARRIVAL_OTHER && f->what == NULL)
		f->what = result == DOCX_OTHER ? "archive" : "other";
	if (f->kind == ARRIVAL_TEXT)
		take_text(a, f, t);
}

static bool
is_litter(struct text path)
{
	struct text name = path_name(path);

	return text_starts(name, T("~$")) || text_starts(name, T(".")) ||
	    text_eq_nocase(name, T("Thumbs.db")) || text_eq_nocase(name, T("desktop.ini")) ||
	    text_has(path, T("/__MACOSX/"));
}

static bool
load(struct arena *a, const char *folder, const struct file_entry *entry, struct arrival *f,
    struct err *e)
{
	struct text path = path_join(a, text_of(folder), entry->path);
	struct err own = { 0 };

	f->path = name_text(a, entry->path);
	f->mtime_ns = entry->stat.mtime_ns;
	if (entry->stat.size > FILE_MOST) {
		f->kind = ARRIVAL_TOO_LARGE;
		f->bytes = f->sha = NO_TEXT;
		return true;
	}
	if (!file_text(a, path.p, &f->bytes, &own)) {
		f->kind = ARRIVAL_OTHER;
		f->what = "unread";
		f->bytes = f->sha = NO_TEXT;
		if (own.kind != ERR_FILE)
			*e = own;
		return own.kind == ERR_FILE;
	}
	arrival_open(a, f);
	return true;
}

bool
arrive(struct arena *a, const char *folder, struct arrival_list *out, struct err *e)
{
	struct file_list files = { 0 };
	struct file_stat st = { 0 };

	*out = (struct arrival_list){ 0 };
	if (!file_stat(folder, &st, e))
		return false;
	if (!st.exists || !st.is_dir)
		return err_usage(e,
		    SAY("找不到文件夹 %s：请写明各嘎查发来的文件放在哪里",
			"there is no folder %s: name the one that holds what the villages sent"),
		    folder);
	if (!file_walk(a, folder, &files, e))
		return false;
	for (size_t i = 0; i < files.n; i++) {
		const struct file_entry *f = &files.v[i];
		if (f->stat.is_dir || is_litter(f->path))
			continue;
		if (!load(a, folder, f, ARENA_PUSH(a, out), e))
			return false;
		/* The pictures of a Word file come as if they had come beside it. */
		const struct arrival of = out->v[out->n - 1];
		for (size_t k = 0; k < of.left.n && of.kind == ARRIVAL_TEXT; k++) {
			if (of.left.v[k].kind != LEFT_PICTURE)
				continue;
			struct arrival *picture = ARENA_PUSH(a, out);
			*picture = (struct arrival){ .bytes = of.left.v[k].bytes,
				.path = path_join(a, path_dir(of.path), of.left.v[k].what),
				.mtime_ns = of.mtime_ns };
			arrival_open(a, picture);
		}
	}
	/* The same bytes twice: the first by path counts. */
	for (size_t i = 0; i < out->n; i++)
		for (size_t k = 0; k < i && !out->v[i].repeated && out->v[i].sha.n > 0; k++)
			out->v[i].repeated = text_eq(out->v[i].sha, out->v[k].sha);
	return true;
}
