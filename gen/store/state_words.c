/* SPDX-License-Identifier: MIT */
/*
 * The words by which the index calls a status and a step of 流转办理. They stand in the schema, so
 * people type them into the sqlite3 shell: English, short, and never changed without another schema
 * version.
 */
#include "store/index.h"

static const char *const statuses[STATUS_COUNT] = {
	[STATUS_NONE] = "",
	[STATUS_OPEN] = "open",
	[STATUS_DECIDED] = "decided",
	[STATUS_PLANNED] = "planned",
	[STATUS_DOING] = "doing",
	[STATUS_SENT_UP] = "sent_up",
	[STATUS_PASSED_ON] = "passed_on",
	[STATUS_DEFERRED] = "deferred",
	[STATUS_SOLVED] = "solved",
	[STATUS_EXPLAINED] = "explained",
	[STATUS_REOPENED] = "reopened",
};

static const char *const flows[REFERRAL_COUNT] = {
	[REFERRAL_LIST] = "list",
	[REFERRAL_DRAW] = "draw",
	[REFERRAL_ACCEPT] = "accept",
	[REFERRAL_DISPATCH] = "dispatch",
	[REFERRAL_ACCEPT_AGAIN] = "accept_again",
	[REFERRAL_SUPERVISE] = "supervise",
	[REFERRAL_CLOSE] = "close",
	[REFERRAL_RATE] = "rate",
};

const char *
status_name(enum status s)
{
	return statuses[s];
}

enum status
status_of_name(struct text name)
{
	for (int i = 1; i < STATUS_COUNT; i++)
		if (text_eq(name, text_of(statuses[i])))
			return (enum status)i;
	return STATUS_NONE;
}

const char *
rating_name(enum rating r)
{
	static const char *const words[RATING_COUNT] = { "", "satisfied", "mostly_satisfied",
		"unsatisfied" };

	return words[r];
}

const char *
referral_name(enum referral_step f)
{
	return flows[f];
}

enum referral_step
referral_of_name(struct text name)
{
	for (int i = 0; i < REFERRAL_COUNT; i++)
		if (text_eq(name, text_of(flows[i])))
			return (enum referral_step)i;
	return REFERRAL_LIST;
}
