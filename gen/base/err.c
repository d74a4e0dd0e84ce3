/* SPDX-License-Identifier: MIT */
/*
 * The road of the machine's failures. The first error is the cause and the rest are its echoes, so
 * only the first is kept. The system's own sentences (strerror) follow the C library's language,
 * not ours; the few that a clerk can act upon are said here in both.
 */
#include "lihui/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "lihui/arena.h"
#include "lihui/secret.h"

/* A cut in the middle of a Chinese character would print as rubbish. */
static void
cut_whole(char *s, size_t room)
{
	size_t n = strlen(s);
	if (n + 1 < room)
		return;
	while (n > 0 && ((unsigned char)s[n - 1] & 0xC0) == 0x80)
		n--;
	if (n > 0 && (unsigned char)s[n - 1] >= 0xC0)
		n--;
	s[n] = 0;
}

bool
err_set(struct err *e, enum err_kind kind, const char *format, ...)
{
	char *whole = NULL;
	va_list ap;

	if (e == NULL || e->kind != ERR_NONE)
		return false;
	e->kind = kind;
	va_start(ap, format);
	int n = vasprintf(&whole, format, ap);
	va_end(ap);
	if (n >= 0) {
		/* What she typed or what a file is called may hold a private number: masked before
		 * it is cut. */
		struct arena *a = arena_new();
		struct text t = secret_mask(a, (struct text){ whole, (size_t)n }, NULL);
		snprintf(e->message, sizeof e->message, "%.*s", TEXT_ARG(t));
		arena_free(a);
	}
	free(whole);
	cut_whole(e->message, sizeof e->message);
	return false;
}

void
err_told(const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	fputs("lihui: ", stderr);
	vfprintf(stderr, format, ap);
	fputc('\n', stderr);
	va_end(ap);
}

const char *
err_reason(int number)
{
	switch (number) {
	case ENOENT: return SAY("没有这个文件或文件夹", "no such file or folder");
	case EACCES:
	case EPERM:
		return SAY("没有权限，请换一个自己能读写的地方，或请管理员给权限",
		    "permission denied; use a place of your own, or ask who looks after this "
		    "machine");
	case ENOSPC:
	case EDQUOT:
		return SAY("磁盘已满，腾出些地方再做一遍",
		    "no space left on the disk; make room and try again");
	case EROFS:
		return SAY(
		    "磁盘是只读的，请换一个能写的地方", "the disk is read-only; use another place");
	case EISDIR: return SAY("这是一个文件夹", "it is a folder");
	case ENOTDIR: return SAY("路径中有一段不是文件夹", "a part of the path is not a folder");
	case EEXIST: return SAY("已经存在", "it exists already");
	case ENOTEMPTY: return SAY("文件夹不是空的", "the folder is not empty");
	case ENAMETOOLONG: return SAY("名称太长", "the name is too long");
	case EMFILE:
	case ENFILE: return SAY("打开的文件太多", "too many open files");
	case ELOOP: return SAY("符号链接绕成了圈", "too many symbolic links");
	case EFBIG: return SAY("文件太大", "the file is too large");
	case EIO: return SAY("磁盘读写出错", "the disk failed");
	case EBUSY:
	case ETXTBSY: return SAY("文件正被占用", "the file is in use");
	case EADDRINUSE: return SAY("端口已被占用", "the port is in use");
	default: return strerror(number);
	}
}
