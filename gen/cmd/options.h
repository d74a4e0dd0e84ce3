/* SPDX-License-Identifier: MIT */
/* Options that several commands read alike. */
#ifndef LIHUI_CMD_OPTIONS_H
#define LIHUI_CMD_OPTIONS_H

#include "cmd/cmd.h"
#include "lihui/publish.h"

/* Site, edition, jobs, output and dates. argument: the SITE or a file in it, or NULL. */
bool options_site(const struct cmd *c, struct arena *a, const char *argument,
    struct build_options *o, struct err *e);
/* --week: 2018-W27, or a bare number of today's ISO year; today's week without it. */
bool options_week(const struct cmd *c, struct date today, struct week *out, struct err *e);
bool options_format(const struct cmd *c, enum diag_format *out, struct err *e);
/* To -o, whole, or to standard output. */
bool options_write(const struct cmd *c, struct text bytes, struct err *e);

#endif
