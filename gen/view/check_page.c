/* SPDX-License-Identifier: MIT */
/* The page on which a secretary checks tonight's record before she sends it (templates/web/check.js
 * does it). What it says depends on nothing but the unit; what it knows is a file of its own. */
#include "view/web.h"

bool
page_check(struct web *w)
{
	if (!web_unit_frame(w, "web.check_title"))
		return false;
	web_put_flag(w, w->page, "checks", true);
	web_put_say(w, w->page, "lede", "web.check_lede", TEXTS(web_unit_name(w, w->unit)));
	web_put_plain(w, w->page, "error_text", web_word(w, "level.error"));
	web_put_plain(w, w->page, "warning_text", web_word(w, "level.warning"));
	web_put_plain(w, w->page, "remark_text", web_word(w, "level.note"));
	web_put_link(w, w->page, "facts_href", OUT_CHECK_SITE, w->unit, NO_TEXT);
	web_put_link(w, w->page, "program_href", OUT_CHECK_PROGRAM, w->unit, NO_TEXT);
	return true;
}
