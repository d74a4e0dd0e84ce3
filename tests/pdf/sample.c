/* SPDX-License-Identifier: MIT */
/*
 * Hand-made sheets, drawn through the room's public contract alone: what the scripts of this folder
 * measure. All names, figures and matters are invented. The Mongolian is words of the catalogue
 * strung together to show the texture of a page: never to be published.
 *
 *   sample draw DIR            every kind as DIR/NAME.pdf, with what it should say as DIR/NAME.txt
 *   sample bytes               draws all in several ways (runs, threads, frozen fonts or not) and
 * compares the bytes sample random N DIR [FROM] N sheets out of a hat as DIR/NUMBER.pdf sample
 * bench N             N handouts with frozen fonts; ms and KB a sheet sample memory N            N
 * different handouts in one process; peak memory after a ninth of them and after all
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#include "sample.h"
/* One program of one file, as the Makefile makes test programs. */
#include "sheets/handout.c"
#include "sheets/poster.c"
#include "sheets/random.c"
#include "sheets/record.c"
#include "sheets/site.c"
#include "sheets/tree.c"
#include "sheets/vertical.c"

const struct sample_kind sample_kinds[SAMPLE_KINDS] = {
	{ "handout", sample_handout },
	{ "handout-full", sample_full },
	{ "handout-two", sample_two },
	{ "handout-rare", sample_rare },
	{ "handout-edge", sample_edge },
	{ "poster", sample_poster },
	{ "poster-a3", sample_poster_a3 },
	{ "poster-long", sample_poster_long },
	{ "finance", sample_finance },
	{ "record", sample_record },
	{ "record-long", sample_record_long },
	{ "jiyao", sample_jiyao },
	{ "jiyao-full", sample_jiyao_full },
	{ "finance-long", sample_finance_long },
	{ "record-mn", sample_record_mn },
	{ "poster-mn", sample_poster_mn },
	{ "poster-mn-long", sample_poster_mn_long },
};
#define KINDS  sample_kinds
#define NKINDS SAMPLE_KINDS

/* What the view does last: the value that a template says. */
static const struct sheet *
finished(struct sample *s, struct sheet *sheet)
{
	sheet_say_all(s->arena, sheet);
	return sheet;
}

static void
fail(const char *what, const struct err *e)
{
	fprintf(stderr, "%s: %s\n", what, e->message);
	exit(1);
}

static struct text
draw_one(struct pdf_worker *w, const struct sheet *const *sheets, size_t n, struct arena *a,
    struct glyph_missing_list *missing)
{
	struct buf out = BUF_INIT;
	struct err e = { 0 };
	struct text t;

	if (!pdf_draw(w, sheets, n, true, a, &out, missing, &e))
		fail("pdf_draw", &e);
	t = text_copy(a, buf_view(&out));
	buf_release(&out);
	return t;
}

static void
write_file(const char *dir, const char *name, const char *ext, struct text t)
{
	char path[512];
	FILE *f;

	snprintf(path, sizeof path, "%s/%s.%s", dir, name, ext);
	f = fopen(path, "wb");
	if (!f || fwrite(t.p, 1, t.n, f) != t.n || fclose(f) != 0) {
		perror(path);
		exit(1);
	}
}

static struct pdf_fonts *
open_fonts(struct sample *s, bool freeze)
{
	struct err e = { 0 };
	struct pdf_fonts *f = pdf_fonts_open(s->site, &e);

	if (!f)
		fail("fonts", &e);
	if (freeze) {
		pdf_fonts_use(f, sample_all_text(s));
		if (!pdf_fonts_freeze(f, &e))
			fail("freeze", &e);
	}
	return f;
}

static int
run_draw(struct sample *s, const char *dir)
{
	struct pdf_fonts *f = open_fonts(s, false);
	struct pdf_worker *w = pdf_worker_new(f);
	const struct sheet *all[NKINDS];

	for (size_t i = 0; i < NKINDS; i++) {
		struct glyph_missing_list missing = { 0 };
		const struct sheet *sheet = all[i] = finished(s, KINDS[i].make(s));
		write_file(dir, KINDS[i].name, "pdf", draw_one(w, &sheet, 1, s->arena, &missing));
		for (size_t k = 0; k < missing.n; k++)
			printf("%s: U+%04X\n", KINDS[i].name, missing.v[k].code);
	}
	write_file(dir, "all", "pdf", draw_one(w, all, NKINDS, s->arena, NULL));
	pdf_worker_free(w);
	pdf_fonts_close(f);
	return 0;
}

/* One way of drawing everything: the bytes of all kinds one after another. */
struct way {
	struct sample *s;
	struct pdf_fonts *fonts;
	struct text bytes[NKINDS];
	struct arena *arena;
};

static void *
draw_way(void *arg)
{
	struct way *way = arg;
	struct pdf_worker *w = pdf_worker_new(way->fonts);

	for (int round = 0; round < 2; round++) /* the second time with warm caches */
		for (size_t i = 0; i < NKINDS; i++) {
			const struct sheet *sheet = finished(way->s, KINDS[i].make(way->s));
			struct text t = draw_one(w, &sheet, 1, way->arena, NULL);
			if (round == 1 && !text_eq(t, way->bytes[i]))
				printf("# %s differs when drawn again\n", KINDS[i].name), exit(1);
			way->bytes[i] = t;
		}
	pdf_worker_free(w);
	return NULL;
}

static int
run_bytes(void)
{
	struct way ways[4];
	pthread_t threads[4];
	struct sample *s[4];
	struct pdf_fonts *cold, *frozen;
	int bad = 0;

	for (int i = 0; i < 4; i++)
		s[i] = sample_new();
	cold = open_fonts(s[0], false);
	frozen = open_fonts(s[0], true);
	for (int i = 0; i < 4; i++) {
		ways[i] = (struct way){
			.s = s[i], .fonts = i == 0 ? cold : frozen, .arena = arena_new()
		};
		pthread_create(&threads[i], NULL, draw_way, &ways[i]);
	}
	for (int i = 0; i < 4; i++)
		pthread_join(threads[i], NULL);
	for (int i = 1; i < 4; i++)
		for (size_t k = 0; k < NKINDS; k++)
			if (!text_eq(ways[0].bytes[k], ways[i].bytes[k])) {
				printf("# %s differs: way 0 (cold fonts) %zu bytes, way %d %zu "
				       "bytes\n",
				    KINDS[k].name, ways[0].bytes[k].n, i, ways[i].bytes[k].n);
				bad++;
			}
	for (int i = 0; i < 4; i++) {
		arena_free(ways[i].arena);
		sample_free(s[i]);
	}
	pdf_fonts_close(cold);
	pdf_fonts_close(frozen);
	return bad > 0;
}

static int
run_random(struct sample *s, unsigned from, unsigned n, const char *dir)
{
	struct pdf_fonts *f = open_fonts(s, true);
	struct pdf_worker *w = pdf_worker_new(f);

	for (unsigned i = from; i < from + n; i++) {
		struct sample *one = sample_new();
		const struct sheet *sheet = finished(one, sample_random(one, i));
		struct glyph_missing_list missing = { 0 };
		char name[16];
		snprintf(name, sizeof name, "%u", i);
		write_file(dir, name, "pdf", draw_one(w, &sheet, 1, one->arena, &missing));
		sample_free(one);
	}
	pdf_worker_free(w);
	pdf_fonts_close(f);
	return 0;
}

static double
seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t); /* the machine may be busy */
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static int
run_bench(struct sample *s, int n, const char *kind)
{
	struct pdf_fonts *f = open_fonts(s, true);
	struct pdf_worker *w = pdf_worker_new(f);
	struct rusage before, after;
	struct buf out = BUF_INIT;
	struct err e = { 0 };
	double t;

	for (size_t i = 0; i < NKINDS; i++) {
		const struct sheet *sheet = finished(s, KINDS[i].make(s));
		if (kind && strcmp(kind, KINDS[i].name) != 0)
			continue;
		for (int k = 0; k < 20; k++) {
			buf_clear(&out);
			if (!pdf_draw(w, &sheet, 1, false, s->arena, &out, NULL, &e))
				fail("pdf_draw", &e);
		}
		getrusage(RUSAGE_SELF, &before);
		t = seconds();
		for (int k = 0; k < n; k++) {
			buf_clear(&out);
			if (!pdf_draw(w, &sheet, 1, false, s->arena, &out, NULL, &e))
				fail("pdf_draw", &e);
		}
		t = (seconds() - t) / n;
		getrusage(RUSAGE_SELF, &after);
		printf("%-16s %.2f ms  %.1f KB  grew %ld KB over %d sheets\n", KINDS[i].name,
		    t * 1000, (double)out.n / 1024, after.ru_maxrss - before.ru_maxrss, n);
	}
	buf_release(&out);
	pdf_worker_free(w);
	pdf_fonts_close(f);
	return 0;
}

static long
peak_kb(void)
{
	struct rusage u;

	getrusage(RUSAGE_SELF, &u);
	return u.ru_maxrss;
}

/* The next random handout from seed on: what a village prints each week. */
static const struct sheet *
next_handout(struct sample **one, unsigned *seed)
{
	const struct sheet *sheet;

	for (;;) {
		*one = sample_new();
		sheet = finished(*one, sample_random(*one, (*seed)++));
		if (sheet->kind == SHEET_HANDOUT)
			return sheet;
		sample_free(*one);
	}
}

static int
run_memory(struct sample *s, unsigned n)
{
	struct pdf_fonts *f = open_fonts(s, false);
	struct pdf_worker *w = pdf_worker_new(f);
	struct buf out = BUF_INIT;
	struct err e = { 0 };
	struct sample *one;
	unsigned seed = 0;
	long early = 0;

	for (unsigned i = 0; i < n; i++) { /* as a build does: first all texts, then the sheets */
		next_handout(&one, &seed);
		pdf_fonts_use(f, sample_all_text(one));
		sample_free(one);
	}
	if (!pdf_fonts_freeze(f, &e))
		fail("freeze", &e);
	seed = 0;
	for (unsigned i = 0; i < n; i++) {
		const struct sheet *sheet = next_handout(&one, &seed);
		buf_clear(&out);
		if (!pdf_draw(w, &sheet, 1, false, one->arena, &out, NULL, &e))
			fail("pdf_draw", &e);
		sample_free(one);
		if (i + 1 == n / 9)
			early = peak_kb();
	}
	printf("peak %ld KB after %u sheets, %ld KB after %u\n", early, n / 9, peak_kb(), n);
	buf_release(&out);
	pdf_worker_free(w);
	pdf_fonts_close(f);
	return 0;
}

int
main(int argc, char **argv)
{
	struct sample *s = sample_new();
	int status = 2;

	if (argc == 3 && strcmp(argv[1], "draw") == 0)
		status = run_draw(s, argv[2]);
	else if (argc == 2 && strcmp(argv[1], "bytes") == 0)
		status = run_bytes();
	else if (argc >= 4 && strcmp(argv[1], "random") == 0)
		status = run_random(
		    s, argc > 4 ? (unsigned)atoi(argv[4]) : 0, (unsigned)atoi(argv[2]), argv[3]);
	else if (argc >= 3 && strcmp(argv[1], "bench") == 0)
		status = run_bench(s, atoi(argv[2]), argc > 3 ? argv[3] : NULL);
	else if (argc == 3 && strcmp(argv[1], "memory") == 0)
		status = run_memory(s, (unsigned)atoi(argv[2]));
	else
		fprintf(stderr,
		    "usage: sample draw DIR | bytes | random N DIR [FROM] | bench N [KIND] | "
		    "memory N\n");
	sample_free(s);
	return status;
}
