/* SPDX-License-Identifier: MIT */
/*
 * Drawings as inline SVG: no script, no request, no inline style (classes of the style sheet give
 * the fills). Form tells, not hue: full = held, slash = not held with a reason, cross = received
 * and sent back, hollow = no record received, dot = not yet, nothing = before the village began.
 * One path for each kind and row keeps a heat map of 600 cells at ten kilobytes. The same numbers
 * always stand in a table beside it, so the title only says what is seen.
 */
#include "lihui/arena.h"
#include "view/web.h"

static struct text
taken(const struct web *w, struct buf *b)
{
	struct text t = text_copy(w->a, buf_view(b));

	buf_release(b);
	return t;
}

static void
open_svg(struct buf *b, int width, int height, const char *id, struct text title, const char *class)
{
	buf_fmt(b,
	    "<svg%s role=\"img\" aria-labelledby=\"%s\" viewBox=\"0 0 %d %d\" width=\"%d\" "
	    "height=\"%d\"><title id=\"%s\">",
	    class, id, width, height, width, height, id);
	buf_html(b, title);
	buf_str(b, "</title>");
}

/* --- weeks --- */

struct cell {
	int x, y, w, h;
};

/* One path a kind: what is drawn for all weeks of that kind. */
static void
put_kind(struct buf *b, const enum week_kind weeks[54], int n, enum week_kind kind,
    struct cell (*place)(int week, int row), int row)
{
	static const char *const class[] = { [WEEK_AHEAD] = "kx",
		[WEEK_MISSING] = "k0",
		[WEEK_HELD] = "k1",
		[WEEK_REASON] = "k0",
		[WEEK_BACK] = "k2" };
	bool any = false;

	for (int i = 1; i <= n; i++) {
		struct cell c = place(i, row);

		if (weeks[i] != kind)
			continue;
		if (!any)
			buf_fmt(b, "<path class=\"%s\" d=\"", class[kind]);
		any = true;
		if (kind == WEEK_AHEAD)
			buf_fmt(b, "M%d %dh3v3h-3z", c.x + (c.w - 3) / 2, c.y + (c.h - 3) / 2);
		else
			buf_fmt(b, "M%d %dh%dv%dh-%dz", c.x, c.y, c.w, c.h, c.w);
		if (kind == WEEK_REASON || kind == WEEK_BACK)
			buf_fmt(b, "m3 %dl%d -%d", c.h - 3, c.w - 6, c.h - 6);
		if (kind == WEEK_BACK)
			buf_fmt(b, "m0 %dl-%d -%d", c.h - 6, c.w - 6, c.h - 6);
	}
	if (any)
		buf_str(b, "\"/>");
}

static void
put_weeks(struct buf *b, const enum week_kind weeks[54], int n,
    struct cell (*place)(int week, int row), int row)
{
	static const enum week_kind order[] = { WEEK_HELD, WEEK_BACK, WEEK_REASON, WEEK_MISSING,
		WEEK_AHEAD };

	for (size_t k = 0; k < sizeof order / sizeof *order; k++)
		put_kind(b, weeks, n, order[k], place, row);
}

/* Two rows of half a year: fits a telephone when scrolled once. */
/* Half a year to a line, from the week in which the village began (`first`), so that no phone shows
 * an empty drawing first. */
#define STRIP_LINE 27
#define STRIP_STEP 24

static struct cell
strip_cell(int week, int first)
{
	int i = week - first;

	return (struct cell){ 1 + i % STRIP_LINE * STRIP_STEP, 1 + i / STRIP_LINE * STRIP_STEP, 19,
		19 };
}

/* In a vertical page the lines run down like its text, beside each other. */
static struct cell
strip_cell_down(int week, int first)
{
	struct cell c = strip_cell(week, first);

	return (struct cell){ c.y, c.x, c.h, c.w };
}

struct text
chart_strip(const struct web *w, int year, const enum week_kind weeks[54], struct text title)
{
	struct buf b = BUF_INIT;
	int first = 1, n = week_count(year);

	while (first < n && weeks[first] == WEEK_BEFORE)
		first++;
	int lines = (n - first) / STRIP_LINE + 1, longest = lines > 1 ? STRIP_LINE : n - first + 1;
	int along = longest * STRIP_STEP - 1, across = lines * STRIP_STEP - 2;

	if (lang_is_down(w->lang))
		open_svg(&b, across, along, "strip", title, "");
	else
		open_svg(&b, along, across, "strip", title, "");
	put_weeks(&b, weeks, n, lang_is_down(w->lang) ? strip_cell_down : strip_cell, first);
	buf_str(&b, "</svg>");
	return taken(w, &b);
}

static struct cell
heat_cell(int week, int row)
{
	return (struct cell){ 118 + (week - 1) * 17, 22 + row * 24, 13, 18 };
}

/* The first week of which any village has something to say: the map begins there. */
static int
heat_first(const struct chart_row *rows, size_t n, int weeks)
{
	for (int i = 1; i < weeks; i++)
		for (size_t r = 0; r < n; r++)
			if (rows[r].weeks[i] != WEEK_BEFORE)
				return i;
	return 1;
}

struct text
chart_heat(const struct web *w, int year, const struct chart_row *rows, size_t n, struct text title)
{
	struct buf b = BUF_INIT;
	int weeks = week_count(year), first = heat_first(rows, n, weeks), left = (first - 1) * 17;

	open_svg(&b, 118 + weeks * 17 - left, 22 + (int)n * 24, "heat", title, "");
	for (size_t r = 0; r < n; r++) {
		buf_fmt(&b, "<text x=\"108\" y=\"%d\" text-anchor=\"end\">", 37 + (int)r * 24);
		buf_html(&b, rows[r].label);
		buf_str(&b, "</text>");
	}
	buf_fmt(&b, "<g transform=\"translate(-%d)\">", left);
	for (int i = 1; i <= weeks; i = i == 1 ? 5 : i + 5)
		if (i >= first)
			buf_fmt(&b, "<text x=\"%d\" y=\"14\">%d</text>", 118 + (i - 1) * 17, i);
	for (size_t r = 0; r < n; r++)
		put_weeks(&b, rows[r].weeks, weeks, heat_cell, (int)r);
	buf_str(&b, "</g></svg>");
	return taken(w, &b);
}

/* --- months --- */

#define BAR_TOP  20
#define BAR_ROOM 150

static void
put_bars(struct buf *b, const struct month_stats months[13], int most, bool solved)
{
	buf_fmt(b, "<path class=\"%s\" d=\"", solved ? "k1" : "k2");
	for (int m = 1; m <= 12; m++) {
		int n = solved ? months[m].solved : months[m].collected,
		    height = n * BAR_ROOM / most;

		if (height < 1 && n > 0)
			height = 1;
		if (n > 0)
			buf_fmt(b, "M%d %dh%dv-%dh-%dz", 4 + (m - 1) * 29 + (solved ? 5 : 0),
			    BAR_TOP + BAR_ROOM, solved ? 12 : 22, height, solved ? 12 : 22);
	}
	buf_str(b, "\"/>");
}

struct text
chart_months(const struct web *w, const struct month_stats months[13], struct text title)
{
	struct buf b = BUF_INIT;
	int most = 1;

	for (int m = 1; m <= 12; m++)
		most = months[m].collected > most ? months[m].collected : most;
	open_svg(&b, 358, 196, "months", title, " class=\"fill\"");
	put_bars(&b, months, most, false);
	put_bars(&b, months, most, true);
	buf_fmt(&b, "<path class=\"kl\" d=\"M1 %dH357\"/>", BAR_TOP + BAR_ROOM);
	for (int m = 1; m <= 12; m++) {
		int x = 15 + (m - 1) * 29;

		if (months[m].collected > 0)
			buf_fmt(&b, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%d</text>", x,
			    BAR_TOP + BAR_ROOM - 6 - months[m].collected * BAR_ROOM / most,
			    months[m].collected);
		buf_fmt(&b, "<text x=\"%d\" y=\"190\" text-anchor=\"middle\">%d</text>", x, m);
	}
	buf_str(&b, "</svg>");
	return taken(w, &b);
}

/* --- a share of a whole --- */

/* As wide as its place; the number stands beside it as text. */
struct text
chart_bar(const struct web *w, int n, int of)
{
	return text_fmt(w->a,
	    "<svg class=\"bar\" aria-hidden=\"true\" viewBox=\"0 0 1000 10\""
	    " preserveAspectRatio=\"none\"><path class=\"k1\" stroke=\"none\" d=\"M0"
	    " 0h%dv10H0z\"/></svg>",
	    of > 0 ? (int)((int64_t)n * 1000 / of) : 0);
}

/* --- key --- */

void
chart_legend(const struct web *w, struct value *o)
{
	static const struct {
		const char *word, *svg;
	} entry[] = {
		{ "web.key_held",
		    "<rect class=\"k1\" x=\"1\" y=\"1\" width=\"16\" height=\"16\"/>" },
		{ "web.key_reason",
		    "<rect class=\"k0\" x=\"1\" y=\"1\" width=\"16\" height=\"16\"/><path "
		    "class=\"kl\" d=\"M4 14L14 4\"/>" },
		{ "web.key_back",
		    "<rect class=\"k2\" x=\"1\" y=\"1\" width=\"16\" height=\"16\"/><path "
		    "class=\"kl\" d=\"M4 14L14 4m0 10L4 4\"/>" },
		{ "web.key_missing",
		    "<rect class=\"k0\" x=\"1\" y=\"1\" width=\"16\" height=\"16\"/>" },
		{ "web.key_ahead",
		    "<rect class=\"kx\" x=\"8\" y=\"8\" width=\"3\" height=\"3\"/>" },
	};
	struct value *list = value_put_list(w->a, o, "legend");

	for (size_t i = 0; i < sizeof entry / sizeof *entry; i++) {
		struct value *item = value_add_object(w->a, list);

		value_put_text(w->a, item, "svg", text_of(entry[i].svg));
		web_put_word(w, item, "key", entry[i].word);
	}
}
