/* SPDX-License-Identifier: MIT */
/*
 * The index as a file: opened, made, thrown away and made anew.
 *
 * It is a cache. What stands in it can be read from the content again, so a damaged file
 * (seal.c), or one of another schema version, is simply removed. There is no
 * write-ahead log, because that needs shared memory and fails on network shares, where offices keep
 * their folders; a rollback journal and one long transaction serve one writer well. The version is
 * pragma user_version in schema.sql, and the table `fact` names the program that wrote it: the tree
 * blobs of another program may be packed otherwise.
 *
 * The edition follows from the file's name: everything but internal.db and :memory: is for
 * everybody, so a mistake hides too much, never too little.
 */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lihui/arena.h"
#include "lihui/asset.h"
#include "lihui/version.h"
#include "store/index.h"

/* How long to wait for another lihui that is about to finish, in milliseconds. */
#define PATIENCE 3000

/* Each connection has a cache of its own: the writer's holds what a batch touches, a reader's the
 * subtree of the unit that its worker draws. KiB. */
#define WRITER_CACHE "65536"
#define READER_CACHE "2048"

static const char pragmas[] = "pragma foreign_keys = on; pragma trusted_schema = off; pragma "
			      "temp_store = memory; pragma synchronous = normal;";
/* What was hidden after it had been published is gone from the pages of the file, not from its rows
 * alone. Debian's SQLite does so by itself, others do not. */
static const char writer_pragmas[] =
    "pragma secure_delete = on; pragma cache_size = -" WRITER_CACHE;
static const char reader_pragmas[] = "pragma cache_size = -" READER_CACHE;

/*
 * Without this SQLite counts its memory under one lock of the process, which workers that draw at
 * once fight over: a tenth of a build. Must be said before the first connection; too late (a
 * program that used SQLite before us) it is refused, and nothing but time is lost.
 */
static void
count_no_memory(void)
{
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

void
store_close(struct store *s)
{
	if (!s)
		return;
	struct err ignored = { 0 };
	bool unsealed =
	    s->path != NULL && !s->damaged && sqlite3_total_changes64(s->db) != s->sealed;

	query_cache_clear(s);
	sqlite3_close(s->db);
	if (unsealed)
		store_seal_file(s->path, &ignored);
	free(s->path);
	free(s);
}

static struct store *
store_connect(const char *path, int flags, struct err *e)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	struct store *s = mem_alloc(sizeof *s);
	const char *name = strrchr(path, '/');

	pthread_once(&once, count_no_memory);

	name = name ? name + 1 : path;
	s->public = strcmp(name, "internal.db") != 0 && strcmp(name, ":memory:") != 0;
	if (sqlite3_open_v2(path, &s->db, flags | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK) {
		store_error(s, SAY("无法打开索引", "cannot open the index"), e);
		store_close(s);
		return NULL;
	}
	sqlite3_busy_timeout(s->db, PATIENCE);
	return s;
}

/* The version that schema.sql gives itself. */
static int
schema_version(struct text schema)
{
	struct text mark = T("pragma user_version = ");
	size_t at = text_find(schema, mark, 0);
	int version = 0;

	for (at += mark.n; at < schema.n && schema.p[at] >= '0' && schema.p[at] <= '9'; at++)
		version = version * 10 + (schema.p[at] - '0');
	return version;
}

enum condition { INDEX_GOOD, INDEX_EMPTY, INDEX_OTHER, INDEX_BROKEN };

static enum condition
store_condition(struct store *s, int version)
{
	enum condition found = INDEX_BROKEN;
	sqlite3_stmt *st = NULL;

	if (sqlite3_exec(s->db, pragmas, NULL, NULL, NULL) != SQLITE_OK ||
	    sqlite3_exec(s->db, writer_pragmas, NULL, NULL, NULL) != SQLITE_OK)
		return INDEX_BROKEN;
	if (sqlite3_prepare_v2(s->db,
		"select user_version, (select count(*) from sqlite_master) from "
		"pragma_user_version",
		-1, &st, NULL) == SQLITE_OK &&
	    sqlite3_step(st) == SQLITE_ROW)
		found = sqlite3_column_int(st, 1) == 0     ? INDEX_EMPTY
		    : sqlite3_column_int(st, 0) == version ? INDEX_GOOD
							   : INDEX_OTHER;
	sqlite3_finalize(st);
	if (found != INDEX_GOOD)
		return found;
	if (sqlite3_prepare_v2(
		s->db, "select value from fact where key = 'program'", -1, &st, NULL) != SQLITE_OK)
		return INDEX_BROKEN;
	if (sqlite3_step(st) != SQLITE_ROW ||
	    strcmp((const char *)sqlite3_column_text(st, 0), LIHUI_VERSION) != 0)
		found = INDEX_OTHER;
	sqlite3_finalize(st);
	return found;
}

static bool
store_make(struct store *s, struct text schema, struct err *e)
{
	/* The asset is terminated; one transaction, or a kill in between would leave half a schema
	 * that looks like another version. */
	bool made = sqlite3_exec(s->db, "begin immediate", NULL, NULL, NULL) == SQLITE_OK &&
	    sqlite3_exec(s->db, schema.p, NULL, NULL, NULL) == SQLITE_OK &&
	    sqlite3_exec(s->db, "insert into fact values ('program', '" LIHUI_VERSION "')", NULL,
		NULL, NULL) == SQLITE_OK &&
	    sqlite3_exec(s->db, "commit", NULL, NULL, NULL) == SQLITE_OK;

	return made || store_error(s, SAY("无法建立索引", "cannot make the index"), e);
}

/* The file must exist with the right mode before SQLite makes it with another. */
static bool
store_place(const char *path, struct err *e)
{
	char dir[4096];
	const char *slash = strrchr(path, '/');
	int fd;

	if (slash && slash != path && (size_t)(slash - path) < sizeof dir) {
		snprintf(dir, sizeof dir, "%.*s", (int)(slash - path), path);
		if (mkdir(dir, 0700) && errno != EEXIST)
			return err_machine(e, "%s %s%s%s",
			    SAY("无法建立文件夹", "cannot make the folder"), dir, SAY("：", ": "),
			    err_reason(errno));
	}
	fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (fd < 0)
		return err_machine(e, "%s %s%s%s", SAY("无法打开索引", "cannot open the index"),
		    path, SAY("：", ": "), err_reason(errno));
	fchmod(fd, 0600);
	close(fd);
	return true;
}

static bool
store_seal(struct store *s, struct err *e)
{
	if (s->path == NULL)
		return true;
	s->sealed = sqlite3_total_changes64(s->db);
	return store_seal_file(s->path, e);
}

/* What a killed lihui had begun is taken back, so that the file is again what was sealed. */
static void
take_back(const char *path)
{
	char journal[4096];
	struct stat st;
	struct err ignored = { 0 };
	struct store *s;

	snprintf(journal, sizeof journal, "%s-journal", path);
	if (lstat(journal, &st) != 0)
		return;
	s = store_connect(path, SQLITE_OPEN_READWRITE, &ignored);
	if (s != NULL)
		sqlite3_exec(s->db, "select count(*) from sqlite_master", NULL, NULL, NULL);
	store_close(s);
}

/* Looked at before SQLite sees it, and thrown away unless it is what was left. */
static bool
store_sift(const char *path, enum store_past *past, struct err *e)
{
	struct stat st;

	*past = STORE_NEW;
	if (stat(path, &st) != 0)
		return store_discard(path, e);
	take_back(path);
	switch (seal_look(path)) {
	case SEAL_GOOD: *past = STORE_KEPT; return true;
	case SEAL_NONE: *past = st.st_size > 0 ? STORE_WAS_UNSEALED : STORE_NEW; break;
	case SEAL_BROKEN: *past = STORE_WAS_DAMAGED; break;
	}
	return store_discard(path, e);
}

/* NULL without an error: what is there is of another version, or not an index after all. */
static struct store *
store_try(const char *path, bool memory, enum store_past *past, struct err *e)
{
	struct text schema = NO_TEXT;
	struct store *s;
	enum condition found;

	asset_get(T("store/schema.sql"), &schema);
	if (!memory && !store_place(path, e))
		return NULL;
	s = store_connect(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, e);
	if (s == NULL)
		return NULL;
	found = store_condition(s, schema_version(schema));
	if (found == INDEX_GOOD || (found == INDEX_EMPTY && store_make(s, schema, e))) {
		s->path = memory ? NULL : strdup(path);
		s->past = *past;
		s->sealed = sqlite3_total_changes64(s->db);
		if (found == INDEX_GOOD || store_seal(s, e))
			return s;
	} else if (found != INDEX_EMPTY && sqlite3_errcode(s->db) == SQLITE_BUSY) {
		store_error(s, SAY("索引无法使用", "the index cannot be used"), e);
	} else {
		*past = found == INDEX_OTHER ? STORE_WAS_OTHER : STORE_WAS_DAMAGED;
	}
	store_close(s);
	return NULL;
}

struct store *
store_open(const char *path, struct err *e)
{
	bool memory = strcmp(path, ":memory:") == 0;
	enum store_past past = STORE_NEW;
	struct store *s;

	if (!memory && !store_sift(path, &past, e))
		return NULL;
	s = store_try(path, memory, &past, e);
	if (s != NULL || e->kind != ERR_NONE || !store_discard(path, e))
		return s;
	s = store_try(path, memory, &past, e);
	if (s == NULL)
		err_machine(e, SAY("索引 %s 无法使用", "the index %s cannot be used"), path);
	return s;
}

enum store_past
store_past(const struct store *s)
{
	return s->past;
}

struct store *
store_open_reader(const char *path, struct err *e)
{
	struct store *s = store_connect(path, SQLITE_OPEN_READONLY, e);

	if (s &&
	    (sqlite3_exec(s->db, pragmas, NULL, NULL, NULL) != SQLITE_OK ||
		sqlite3_exec(s->db, reader_pragmas, NULL, NULL, NULL) != SQLITE_OK)) {
		store_error(s, SAY("索引无法读取", "the index cannot be read"), e);
		store_close(s);
		return NULL;
	}
	return s;
}

bool
store_begin(struct store *s, struct err *e)
{
	if (sqlite3_exec(s->db, "begin immediate", NULL, NULL, NULL) == SQLITE_OK)
		return true;
	if (sqlite3_errcode(s->db) == SQLITE_BUSY)
		return err_machine(e, "%s",
		    SAY("另一个例会程序正在写这个索引，请稍后再试",
			"another lihui is writing this index; try again later"));
	return store_error(s, SAY("索引无法写入", "the index cannot be written"), e);
}

bool
store_commit(struct store *s, struct err *e)
{
	if (sqlite3_exec(s->db, "commit", NULL, NULL, NULL) != SQLITE_OK)
		return store_error(s, SAY("索引无法保存", "the index cannot be saved"), e);
	return s->sealed == sqlite3_total_changes64(s->db) || store_seal(s, e);
}

void
store_rollback(struct store *s)
{
	sqlite3_exec(s->db, "rollback", NULL, NULL, NULL);
}
