/* SPDX-License-Identifier: MIT */
/* Files and paths. Paths are UTF-8, with '/', terminated. */
#ifndef LIHUI_FILE_H
#define LIHUI_FILE_H

#include <sys/types.h>
#include <time.h>

#include "lihui/buf.h"
#include "lihui/err.h"
#include "lihui/text.h"

struct arena;

struct file_stat {
	bool exists, is_dir;
	int64_t size, mtime_ns, ctime_ns;
	uint64_t inode;
};

/* false only when the machine failed; a missing file is exists == false. */
bool file_stat(const char *path, struct file_stat *out, struct err *e);
/* Whole file appended to out. Missing is an error here; ERR_FILE when the disk is well. */
bool file_read(const char *path, struct buf *out, struct err *e);
/* The same as a text in a. */
bool file_text(struct arena *a, const char *path, struct text *out, struct err *e);
/*
 * Whole or not at all: a temporary file in the same folder, then rename. Leaves the file untouched
 * when its bytes are the same already
 * (*changed tells; may be NULL). Makes the folders that are missing.
 */
bool file_write(const char *path, struct text bytes, bool *changed, struct err *e);
/*
 * The same for who writes many files: keeps the folders open that it wrote to last, and tells the
 * stat of each file as it was left. All zero is a writer; one thread at a time.
 */
#define FILE_WRITER_FOLDERS 16
struct file_writer {
	struct file_writer_slot {
		struct buf path; /* empty: no folder is open */
		int fd;
		uint64_t used;
	} slot[FILE_WRITER_FOLDERS];
	uint64_t clock;
};
/*
 * What is known of the file that stands there. FILE_NEW: nothing does; what should turn up all the
 * same is replaced. FILE_UNSEEN: nothing does, and nobody looks at the folder yet: it may be seen
 * half written. FILE_DIFFERS: it has other bytes; its mode is kept.
 */
enum file_before { FILE_UNKNOWN, FILE_NEW, FILE_UNSEEN, FILE_DIFFERS };
/* changed, after may be NULL. */
bool file_writer_write(struct file_writer *w, const char *path, struct text bytes,
    enum file_before before, bool *changed, struct file_stat *after, struct err *e);
void file_writer_release(struct file_writer *w);
bool file_make_dirs(const char *path, struct err *e); /* the folder path itself and its parents */
bool file_remove(const char *path, struct err *e);    /* missing is fine */
bool file_remove_empty_dirs(const char *root, const char *path,
    struct err *e); /* upwards from path's folder, never root itself */

struct file_entry {
	struct text path; /* relative to the folder walked */
	struct file_stat stat;
};
LIST(file_list, file_entry);
/*
 * Every file and folder below dir (folders first, then what they hold), in bytewise order. Names
 * that begin with '.' are skipped. Symbolic links are not followed.
 */
bool file_walk(struct arena *a, const char *dir, struct file_list *out, struct err *e);
/*
 * The same, but of a folder for which skim says so only the folders and the files whose names begin
 * with '_' are taken (folders named so are not), and no other file is looked at. Parents are asked
 * about before what they hold; the top is never asked about.
 */
typedef bool file_skim(void *context, struct text folder);
bool file_walk_some(struct arena *a, const char *dir, file_skim *skim, void *context,
    struct file_list *out, struct err *e);

struct text
path_join(struct arena *a, struct text dir, struct text name); /* "" as dir gives name */
struct text path_dir(struct text path);  /* without the last part; "" at the top */
struct text path_name(struct text path); /* the last part */
struct text
path_stem(struct text path); /* without the extension of the last part: a/b.mn.md -> a/b.mn */
/* The name of a file that came, as it can be copied into a line of Markdown; shortened. */
struct text path_plain_name(struct arena *a, struct text name);
struct text path_ext(struct text path); /* with its dot, as written; "" when there is none */
/* "../../" as needed to come from the folder of `from` to the top, then to. Both relative to the
 * same top. */
struct text path_relative(struct arena *a, struct text from, struct text to);
/* Resolves "." and ".."; false when it would leave the top. */
bool path_normal(struct arena *a, struct text path, struct text *out);
/* For URLs: every byte but unreserved ones and '/' as %XX. */
struct text path_url(struct arena *a, struct text path);
/* %E7%8E%8B and the like as the characters meant, for looking into addresses; as it is when they
 * are no UTF-8. */
struct text path_percent_decode(struct arena *a, struct text target);

#endif
