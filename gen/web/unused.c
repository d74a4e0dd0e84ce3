/* SPDX-License-Identifier: MIT */
/* What libraries could do and nothing here asks of them: their code need not travel. YAML is read
 * without paths and packed files are read, not written. */
#include <stddef.h>

struct fy_composer;
struct fy_document;
struct fy_node;
struct fy_path_expr;
char *fy_emit_node_to_string(struct fy_node *n, unsigned flags);
void fy_path_expr_free(struct fy_path_expr *expr);
struct fy_node *fy_node_by_ypath(struct fy_node *n, const char *path, size_t length);
struct fy_node *fy_node_alias_resolve_by_ypath(struct fy_node *n);
void fy_node_cleanup_path_expr_data(struct fy_node *n);
void fy_document_cleanup_path_expr_data(struct fy_document *d);
void fy_composer_destroy(struct fy_composer *c);
int deflateInit2_(void *z, int level, int method, int bits, int memory, int strategy,
    const char *version, int size);
int deflate(void *z, int flush);
int deflateEnd(void *z);

#define Z_STREAM_ERROR (-2)

struct fy_node *
fy_node_by_ypath(struct fy_node *n, const char *path, size_t length)
{
	(void)n, (void)path, (void)length;
	return NULL;
}

struct fy_node *
fy_node_alias_resolve_by_ypath(struct fy_node *n)
{
	(void)n;
	return NULL;
}

void
fy_node_cleanup_path_expr_data(struct fy_node *n)
{
	(void)n;
}

void
fy_document_cleanup_path_expr_data(struct fy_document *d)
{
	(void)d;
}

void
fy_path_expr_free(struct fy_path_expr *expr)
{
	(void)expr;
}

void
fy_composer_destroy(struct fy_composer *c)
{
	(void)c;
}

char *
fy_emit_node_to_string(struct fy_node *n, unsigned flags)
{
	(void)n, (void)flags;
	return NULL;
}

int
deflateInit2_(void *z, int level, int method, int bits, int memory, int strategy,
    const char *version, int size)
{
	(void)z, (void)level, (void)method, (void)bits, (void)memory, (void)strategy;
	(void)version, (void)size;
	return Z_STREAM_ERROR;
}

int
deflate(void *z, int flush)
{
	(void)z, (void)flush;
	return Z_STREAM_ERROR;
}

int
deflateEnd(void *z)
{
	(void)z;
	return Z_STREAM_ERROR;
}
