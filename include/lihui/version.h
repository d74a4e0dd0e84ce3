/* SPDX-License-Identifier: MIT */
/* The program's version: part of what decides whether an output is out of date. */
#ifndef LIHUI_VERSION_H
#define LIHUI_VERSION_H

#define LIHUI_VERSION "0.1.0"

#endif
