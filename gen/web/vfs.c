/* SPDX-License-Identifier: MIT */
/*
 * SQLite without a disk: every index is SQLite's own memory database ("memdb"), whatever path it
 * is opened by, and is forgotten when it is closed. Below memdb SQLite wants a system that tells
 * the time and opens files; this one has none to open.
 */
#include <sqlite3.h>
#include <string.h>

static int
no_file(sqlite3_vfs *v, const char *path, sqlite3_file *f, int flags, int *out)
{
	(void)v, (void)path, (void)flags, (void)out;
	f->pMethods = NULL;
	return SQLITE_CANTOPEN;
}

static int
no_delete(sqlite3_vfs *v, const char *path, int sync)
{
	(void)v, (void)path, (void)sync;
	return SQLITE_OK;
}

static int
no_access(sqlite3_vfs *v, const char *path, int flags, int *out)
{
	(void)v, (void)path, (void)flags;
	*out = 0;
	return SQLITE_OK;
}

static int
same_path(sqlite3_vfs *v, const char *path, int room, char *out)
{
	(void)v;
	if (strlen(path) >= (size_t)room)
		return SQLITE_CANTOPEN;
	strcpy(out, path);
	return SQLITE_OK;
}

static int
no_chance(sqlite3_vfs *v, int n, char *out)
{
	(void)v;
	memset(out, 4, (size_t)n);
	return n;
}

static int
no_sleep(sqlite3_vfs *v, int us)
{
	(void)v;
	return us;
}

static int
no_time(sqlite3_vfs *v, double *out)
{
	(void)v;
	*out = 2440587.5; /* 1970-01-01: no statement asks */
	return SQLITE_OK;
}

int
sqlite3_os_init(void)
{
	static sqlite3_vfs none = { .iVersion = 1,
		.szOsFile = sizeof(sqlite3_file),
		.mxPathname = 1024,
		.zName = "none",
		.xOpen = no_file,
		.xDelete = no_delete,
		.xAccess = no_access,
		.xFullPathname = same_path,
		.xRandomness = no_chance,
		.xSleep = no_sleep,
		.xCurrentTime = no_time };

	return sqlite3_vfs_register(&none, 1);
}

int
sqlite3_os_end(void)
{
	return SQLITE_OK;
}

void vfs_use_memory(void);
void
vfs_use_memory(void)
{
	sqlite3_initialize();
	sqlite3_vfs_register(sqlite3_vfs_find("memdb"), 1);
}
