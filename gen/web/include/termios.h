/* SPDX-License-Identifier: MIT */
/* libfyaml asks terminals for their width; here there are none, and nothing calls these. */
#ifndef LIHUI_WEB_TERMIOS_H
#define LIHUI_WEB_TERMIOS_H

struct termios {
	int unused;
};
#define TCSANOW                0
#define tcgetattr(fd, t)       ((void)(fd), (void)(t), -1)
#define tcsetattr(fd, when, t) ((void)(fd), (void)(t), -1)
#define cfmakeraw(t)           ((void)(t))

#endif
