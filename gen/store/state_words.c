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

static const char *const flows[FLOW_COUNT] = {
	[FLOW_LIST] = "list",
	[FLOW_DRAW] = "draw",
	[FLOW_ACCEPT] = "accept",
	[FLOW_DISPATCH] = "dispatch",
	[FLOW_ACCEPT_AGAIN] = "accept_again",
	[FLOW_SUPERVISE] = "supervise",
	[FLOW_CLOSE] = "close",
	[FLOW_RATE] = "rate",
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
flow_name(enum flow_step f)
{
	return flows[f];
}

enum flow_step
flow_of_name(struct text name)
{
	for (int i = 0; i < FLOW_COUNT; i++)
		if (text_eq(name, text_of(flows[i])))
			return (enum flow_step)i;
	return FLOW_LIST;
}
