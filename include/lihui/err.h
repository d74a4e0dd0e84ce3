/* SPDX-License-Identifier: MIT */
/*
 * The machine failed: disk, SQLite, libharu. A function that can fail returns false with one whole
 * sentence here, written where it happened, in the user's language (Chinese first); main prints it
 * once and exits 3. Wrong configuration uses the same road with exit 2.
 */
#ifndef LIHUI_ERR_H
#define LIHUI_ERR_H

#include "lihui/text.h"

enum err_kind {
	ERR_NONE,
	ERR_USAGE,   /* command line or configuration: exit 2 */
	ERR_MACHINE, /* exit 3 */
	ERR_FILE,    /* one file cannot be read, and the disk is well: a finding where it is
			somebody's; else exit 2 */
	ERR_DAMAGED, /* an index that cannot be read: made anew by who opened it; else as
			ERR_MACHINE */
};

struct err {
	enum err_kind kind;
	char message[1024];
};

/* Fills e unless it already holds an error; always returns false, so that `return err_set(...)`
 * reads well. */
bool err_set(struct err *e, enum err_kind kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
#define err_machine(e, ...) err_set(e, ERR_MACHINE, __VA_ARGS__)
#define err_usage(e, ...)   err_set(e, ERR_USAGE, __VA_ARGS__)
#define err_damaged(e, ...) err_set(e, ERR_DAMAGED, __VA_ARGS__)
/* A line on stderr about something that was put right: the work goes on. */
void err_told(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* Why a system call failed (an errno), for the end of a sentence. */
const char *err_reason(int number);
/*
 * The two languages of the sentence: err_machine(e, "%s", SAY("无法写入", "cannot write")). The
 * language is settled once at start (locale_english).
 */
extern bool locale_english;
#define SAY(zh, en) (locale_english ? (en) : (zh))

#endif
