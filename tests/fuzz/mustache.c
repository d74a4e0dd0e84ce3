/* SPDX-License-Identifier: MIT */
/* Any bytes as a template that includes itself, over data with every kind of value: never a crash,
 * an error or an end within the budget. */
#include "lihui/arena.h"
#include "lihui/mustache.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static const struct mustache *
itself(void *context, struct text name)
{
	/* Only a short name: a template that doubles itself spends the whole budget, which is slow
	 * on purpose. */
	return name.n == 1 ? *(struct mustache **)context : NULL;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena *a = arena_new();
	struct value *root = value_object(a), *l = value_put_list(a, root, "l"),
		     *o = value_put_object(a, root, "o");
	value_put_text(a, root, "t", T("<羊>\n舍"));
	value_put_int(a, o, "i", -1);
	value_add(l, value_text(a, T("x")));
	value_add(l, value_bool(a, false));
	const struct value *contexts[] = { root, o };
	struct err e = { 0 };
	struct buf out = BUF_INIT;
	struct mustache *m = n < 400
	    ? mustache_compile((struct text){ (const char *)data, n }, T("fuzz"), &e)
	    : NULL;
	if (m)
		mustache_run(m, contexts, 2,
		    text_find((struct text){ (const char *)data, n }, T(">"), 0) % 3 ? NULL
										     : itself,
		    &m, &out, &e);
	mustache_free(m);
	buf_release(&out);
	arena_free(a);
	return 0;
}
