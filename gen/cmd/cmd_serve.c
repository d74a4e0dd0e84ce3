/* SPDX-License-Identifier: MIT */
/*
 * lihui serve: the public edition as the neighbours will see it, while it is being written. The
 * tree is made by the same publish_build as any other, into SITE/.lihui/preview, and made again
 * when something in the site is saved. A save is noticed by looking: network shares, where an
 * office keeps its files, report nothing to inotify, and a walk over some thousand files takes
 * milliseconds.
 *
 * One thread of libmicrohttpd answers, on 127.0.0.1 only. Any page of the web may ask a browser to
 * fetch from there, and a name may be pointed there, so a request that does not name this machine
 * is refused (which file an address means: address.c).
 *
 * Pages reload by themselves: each gets a script of serve's own before </body>. Their policy
 * (script-src 'self', no connect-src) forbids to fetch, so the script asks by loading another
 * script, which is empty as long as nothing changed. The files of the tree stay as they are.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "cmd/address.h"
#include "cmd/panel.h"
#include "lihui/arena.h"
#include "lihui/clock.h"
#include "lihui/file.h"
#include "lihui/hash.h"

#define SCRIPT "text/javascript; charset=utf-8"
#define PAGE   "text/html; charset=utf-8"
/* Whoever opens connections and says nothing may not keep the others out. */
#define CLIENTS_MOST 512u
#define PATIENCE     10u         /* seconds, of a connection that asks nothing, or half */
#define REST_NS      500000000ll /* between two looks at the site */
#define REST_MOST_NS 10000000000ll
#define REST_SHARE   9 /* looking takes a tenth of the time at most */

struct serve {
	struct cmd *c;
	struct arena *arena;
	struct build_options options;
	struct text folder;  /* of the preview */
	struct text waiting; /* shown until there is a page */
	int port;
	atomic_uint version; /* of the tree: another one, and pages reload */
	uint64_t seen;       /* the site as it was last built */
	bool blind;          /* the site could not be walked, and it was said */
	struct buf told;     /* what was said of held documents */
	struct panel panel;
};

/* --- answering --- */

static const char reload_js[] = "(function () {\n"
				"\tvar version = document.currentScript.src.split('?')[1], asked;\n"
				"\tsetInterval(function () {\n"
				"\t\tif (asked) asked.parentNode.removeChild(asked);\n"
				"\t\tasked = document.createElement('script');\n"
				"\t\tasked.src = '/lihui-version.js?' + version;\n"
				"\t\tdocument.body.appendChild(asked);\n"
				"\t}, 1000);\n"
				"})();\n";

static enum MHD_Result
answer(struct MHD_Connection *to, unsigned status, const char *type, struct MHD_Response *r)
{
	enum MHD_Result queued = MHD_NO;

	if (r == NULL)
		return MHD_NO;
	if (MHD_add_response_header(r, "Content-Type", type) == MHD_YES &&
	    MHD_add_response_header(r, "Cache-Control", "no-store") == MHD_YES &&
	    MHD_add_response_header(r, "X-Content-Type-Options", "nosniff") == MHD_YES)
		queued = MHD_queue_response(to, status, r);
	MHD_destroy_response(r);
	return queued;
}

static enum MHD_Result
answer_text(struct MHD_Connection *to, unsigned status, const char *type, struct text t)
{
	return answer(to, status, type,
	    MHD_create_response_from_buffer(t.n, (void *)(uintptr_t)t.p, MHD_RESPMEM_MUST_COPY));
}

/* The page with what is to be said over it and the script that reloads it; version is that of the
 * tree before the page was read. */
static enum MHD_Result
answer_page(struct serve *s, struct MHD_Connection *to, unsigned status, struct text address,
    struct text page, unsigned version)
{
	struct buf out = BUF_INIT;
	size_t body = page.n, at;
	enum MHD_Result queued;

	for (size_t from = 0; (at = text_find(page, T("</body>"), from)) != SIZE_MAX; from = at + 1)
		body = at;
	buf_text(&out, text_cut(page, 0, body));
	panel_put(&s->panel, address, &out);
	buf_fmt(&out, "<script src=\"/lihui-reload.js?%u\"></script>\n", version);
	buf_text(&out, text_cut(page, body, page.n));
	queued = answer_text(to, status, PAGE, buf_view(&out));
	buf_release(&out);
	return queued;
}

static enum MHD_Result
answer_lost(struct serve *s, struct MHD_Connection *to, struct text address)
{
	struct buf page = BUF_INIT;
	unsigned version = s->version;
	int fd = address_open(s->folder.p, T("/404.html"));
	bool there = fd >= 0 && address_read(fd, &page);
	enum MHD_Result queued = answer_page(
	    s, to, MHD_HTTP_NOT_FOUND, address, there ? buf_view(&page) : s->waiting, version);

	if (fd >= 0)
		close(fd);
	buf_release(&page);
	return queued;
}

/* A window of a browser, which says so; not what fills a part of one, nor who only fetches. */
static bool
wants_page(struct MHD_Connection *to)
{
	const char *for_what = MHD_lookup_connection_value(to, MHD_HEADER_KIND, "Sec-Fetch-Dest");

	return for_what && strcmp(for_what, "document") == 0;
}

/* No script runs in a PDF: it is shown inside a page that reloads. */
static enum MHD_Result
answer_sheet(struct serve *s, struct MHD_Connection *to, struct text path, unsigned version)
{
	static const char page[] =
	    "<!doctype html>\n<meta charset=\"utf-8\">\n<title>PDF</title>\n<body>\n<iframe "
	    "src=\"?%u\" style=\"position:fixed;top:0;left:0;width:100%%;height:100%%;border:0\">"
	    "</iframe>\n</body>\n";
	struct buf out = BUF_INIT;
	enum MHD_Result queued;

	buf_fmt(&out, page, version);
	queued = answer_page(s, to, MHD_HTTP_OK, path, buf_view(&out), version);
	buf_release(&out);
	return queued;
}

static enum MHD_Result
answer_open(struct serve *s, struct MHD_Connection *to, struct text path, int fd,
    const struct stat *st, unsigned version)
{
	const char *type = address_type(path);
	struct buf page = BUF_INIT;
	enum MHD_Result queued;

	if (strcmp(type, "application/pdf") == 0 && wants_page(to)) {
		close(fd);
		return answer_sheet(s, to, path, version);
	}
	if (strcmp(type, PAGE) != 0)
		return answer(to, MHD_HTTP_OK, type,
		    MHD_create_response_from_fd64((uint64_t)st->st_size, fd)); /* takes fd */
	queued = address_read(fd, &page)
	    ? answer_page(s, to, MHD_HTTP_OK, path, buf_view(&page), version)
	    : answer_lost(s, to, path);
	close(fd);
	buf_release(&page);
	return queued;
}

/* A folder is its index.html, under an address that ends in a slash, so that relative links lead
 * where they should. */
static enum MHD_Result
answer_moved(struct MHD_Connection *to, const char *url)
{
	struct MHD_Response *r = MHD_create_response_from_buffer(0, NULL, MHD_RESPMEM_PERSISTENT);
	struct buf where = BUF_INIT;
	enum MHD_Result queued = MHD_NO;

	buf_fmt(&where, "%s/", url);
	if (r != NULL && MHD_add_response_header(r, "Location", where.p) == MHD_YES)
		queued = answer(to, MHD_HTTP_FOUND, "text/plain", r);
	else if (r != NULL)
		MHD_destroy_response(r);
	buf_release(&where);
	return queued;
}

static enum MHD_Result
answer_path(struct serve *s, struct MHD_Connection *to, const char *url)
{
	struct buf path = BUF_INIT;
	unsigned version = s->version;
	struct stat st = { 0 };
	int fd = -1;
	enum MHD_Result queued;

	if (address_decode(url, &path)) {
		if (path.p[path.n - 1] == '/')
			buf_str(&path, "index.html");
		fd = address_open(s->folder.p, buf_view(&path));
	}
	if (fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode)) {
		queued = answer_open(s, to, buf_view(&path), fd, &st, version);
	} else {
		queued = fd >= 0 && S_ISDIR(st.st_mode) ? answer_moved(to, url)
							: answer_lost(s, to, buf_view(&path));
		if (fd >= 0)
			close(fd);
	}
	buf_release(&path);
	return queued;
}

/* localhost, 127.0.0.1 or [::1] with any port (somebody may look through a tunnel). */
static bool
names_this_machine(struct MHD_Connection *connection)
{
	const char *host = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Host");
	static const struct text names[] = { { "localhost", 9 }, { "127.0.0.1", 9 },
		{ "[::1]", 5 } };

	for (size_t i = 0; host != NULL && i < COUNT(names); i++)
		if (text_eq_nocase(text_cut(text_of(host), 0, names[i].n), names[i]) &&
		    (host[names[i].n] == '\0' || host[names[i].n] == ':'))
			return true;
	return false;
}

static enum MHD_Result
take_version(void *context, enum MHD_ValueKind kind, const char *key, const char *value)
{
	(void)kind;
	(void)value;
	*(unsigned *)context = (unsigned)strtoul(key, NULL, 10);
	return MHD_NO;
}

static enum MHD_Result
take_request(void *context, struct MHD_Connection *connection, const char *url, const char *method,
    const char *http, const char *upload, size_t *upload_size, void **state)
{
	struct serve *s = context;
	unsigned shown = 0;

	(void)http;
	(void)upload;
	if (!names_this_machine(connection))
		return answer_text(connection, MHD_HTTP_FORBIDDEN, "text/plain", NO_TEXT);
	if (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0)
		return answer_text(connection, MHD_HTTP_METHOD_NOT_ALLOWED, "text/plain", NO_TEXT);
	/* The library asks once before it has read to the end; who answers then loses the
	 * connection. */
	if (*state == NULL || *upload_size > 0) {
		*state = s;
		*upload_size = 0;
		return MHD_YES;
	}
	if (strcmp(url, "/lihui-reload.js") == 0)
		return answer_text(connection, MHD_HTTP_OK, SCRIPT, text_of(reload_js));
	if (strcmp(url, "/lihui-serve.css") == 0)
		return answer_text(
		    connection, MHD_HTTP_OK, address_type(T("a.css")), text_of(panel_css));
	if (strcmp(url, "/lihui-version.js") != 0)
		return answer_path(s, connection, url);
	MHD_get_connection_values(connection, MHD_GET_ARGUMENT_KIND, take_version, &shown);
	return answer_text(connection, MHD_HTTP_OK, SCRIPT,
	    shown == s->version ? NO_TEXT : T("location.reload();\n"));
}

/* Addresses come to us as they were sent: address_decode is stricter than the library, which would
 * cut at %00. */
static size_t
leave_escaped(void *context, struct MHD_Connection *connection, char *s)
{
	(void)context;
	(void)connection;
	return strlen(s);
}

/* --- listening --- */

static int
listen_here(int port, int *taken, struct err *e)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
		.sin_port = htons((uint16_t)port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t n = sizeof at;
	int yes = 1, fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

	if (fd >= 0 && setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) == 0 &&
	    bind(fd, (struct sockaddr *)&at, sizeof at) == 0 && listen(fd, 128) == 0 &&
	    getsockname(fd, (struct sockaddr *)&at, &n) == 0) {
		*taken = ntohs(at.sin_port);
		return fd;
	}
	if (errno == EADDRINUSE)
		err_usage(e,
		    SAY("端口 %d 已经有程序在用（也许另一个窗口开着预览）；换一个，例如 --port %d",
			"port %d is in use (by another preview, perhaps); try another, as in "
			"--port %d"),
		    port, port < 65535 ? port + 1 : 8000);
	else
		err_usage(
		    e, SAY("用不了端口 %d：%s", "cannot use port %d: %s"), port, err_reason(errno));
	if (fd >= 0)
		close(fd);
	return -1;
}

static struct MHD_Daemon *
start(struct serve *s, struct err *e)
{
	int fd = listen_here(s->c->port, &s->port, e);
	struct MHD_Daemon *d;

	if (fd < 0)
		return NULL;
	d = MHD_start_daemon(MHD_USE_AUTO_INTERNAL_THREAD, 0, NULL, NULL, take_request, s,
	    MHD_OPTION_LISTEN_SOCKET, fd, MHD_OPTION_CONNECTION_LIMIT, CLIENTS_MOST,
	    MHD_OPTION_CONNECTION_TIMEOUT, PATIENCE, MHD_OPTION_UNESCAPE_CALLBACK, leave_escaped,
	    NULL, MHD_OPTION_END);
	if (d == NULL) {
		close(fd);
		err_machine(e, "%s",
		    SAY("预览用的网页服务开不起来", "the preview's web server does not start"));
	}
	return d;
}

/* --- building --- */

/* Held documents are what a writer has to know of; the same again need not be said again. */
static void
tell_held(struct serve *s, const struct build_report *r)
{
	struct buf b = BUF_INIT;

	cmd_print_held(s->c, s->options.site, r, &b);
	if (!text_eq(buf_view(&b), buf_view(&s->told)))
		fwrite(b.p, 1, b.n, stderr);
	buf_release(&s->told);
	s->told = b;
}

static bool
build(struct serve *s, struct build_report *r, struct err *e)
{
	struct build_options o = s->options;
	bool fixed;

	if (!clock_today(s->c->date, &o.today, &fixed, e))
		return false;
	o.as_of = fixed ? o.today : NO_DATE;
	o.by_clock = !fixed;
	if (!publish_build(&o, r, e))
		return false;
	bool said = panel_set(&s->panel, s->c, o.site, r, NULL);
	if (said || r->written + r->removed > 0)
		s->version++;
	tell_held(s, r);
	return true;
}

/* In the terminal and over the pages, which reload for it. */
static void
tell_failed(struct serve *s, const struct err *e)
{
	cmd_failed(e);
	if (panel_set(&s->panel, s->c, s->options.site, NULL, e))
		s->version++;
}

/* What changed goes up; what fails leaves the tree that is there. */
static void
rebuild(struct serve *s)
{
	struct build_report r = { .arena = arena_new() };
	struct err e = { 0 };

	if (!build(s, &r, &e)) {
		tell_failed(s, &e);
		cmd_say(s->c, stderr, "serve.kept", NO_TEXTS);
	} else if (r.written + r.removed > 0) {
		cmd_say(s->c, stdout, "serve.rebuilt",
		    TEXTS(text_fmt(r.arena, "%d", r.written), text_fmt(r.arena, "%d", r.removed),
			text_fmt(r.arena, "%d", r.held)));
	}
	fflush(stdout);
	arena_free(r.arena);
}

/* --- looking --- */

/* The site in one number, and the day, because at midnight a meeting of tomorrow has become one of
 * today. */
static bool
look(struct serve *s, uint64_t *out)
{
	struct arena *a = arena_new();
	struct file_list l = { 0 };
	struct buf b = BUF_INIT;
	struct err e = { 0 };
	struct date today = NO_DATE;
	bool ok =
	    clock_today(s->c->date, &today, NULL, &e) && file_walk(a, s->options.site, &l, &e);

	buf_put(&b, &today, sizeof today);
	for (size_t i = 0; ok && i < l.n; i++) {
		int64_t facts[] = { l.v[i].stat.is_dir, l.v[i].stat.is_dir ? 0 : l.v[i].stat.size,
			l.v[i].stat.is_dir ? 0 : l.v[i].stat.mtime_ns,
			l.v[i].stat.is_dir ? 0 : (int64_t)l.v[i].stat.inode };

		buf_text(&b, l.v[i].path);
		buf_char(&b, '\0');
		buf_put(&b, facts, sizeof facts);
	}
	*out = hash64(buf_view(&b));
	if (!ok && !s->blind)
		tell_failed(s, &e);
	s->blind = !ok;
	buf_release(&b);
	arena_free(a);
	return ok;
}

/* Another lihui may be at work on the site; then the next look is soon enough. */
static bool
site_is_free(struct serve *s)
{
	struct arena *a = arena_new();
	struct err ignored = { 0 };
	int lock = publish_lock(a, s->options.site, &ignored);

	publish_unlock(lock);
	arena_free(a);
	return lock >= 0;
}

static int64_t
now_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

/* Until somebody ends it. The signals are blocked but while a build runs: that may be ended at any
 * moment, and a long one should be. */
static void
watch(struct serve *s, const sigset_t *ends)
{
	int64_t rest = REST_NS;

	for (;;) {
		struct timespec t = { .tv_sec = rest / 1000000000, .tv_nsec = rest % 1000000000 };
		if (sigtimedwait(ends, NULL, &t) > 0)
			return;
		int64_t start = now_ns();
		uint64_t now;
		bool changed = look(s, &now) && now != s->seen;
		rest = (now_ns() - start) * REST_SHARE;
		rest = rest < REST_NS ? REST_NS : rest > REST_MOST_NS ? REST_MOST_NS : rest;
		if (!changed || !site_is_free(s))
			continue;
		s->seen = now;
		pthread_sigmask(SIG_UNBLOCK, ends, NULL);
		rebuild(s);
		pthread_sigmask(SIG_BLOCK, ends, NULL);
	}
}

/* --- the command --- */

static bool
first_build(struct serve *s, const sigset_t *ends, struct err *e)
{
	struct build_report r = { .arena = s->arena };
	bool ok;

	if (!look(s, &s->seen))
		s->seen = 0; /* the build says what is wrong */
	pthread_sigmask(SIG_UNBLOCK, ends, NULL);
	ok = build(s, &r, e);
	pthread_sigmask(SIG_BLOCK, ends, NULL);
	if (!ok)
		return false;
	cmd_say(s->c, stdout, "serve.open",
	    TEXTS(text_fmt(s->arena, "http://127.0.0.1:%d/", s->port),
		text_fmt(s->arena, "%d", r.published), text_fmt(s->arena, "%d", r.held)));
	fflush(stdout);
	return true;
}

static bool
prepare(struct serve *s, struct err *e)
{
	struct cmd *c = s->c;

	if (!cmd_options(c, s->arena, &s->options, e) || !where_nothing_left(c, s->arena, e))
		return false;
	int lock = publish_lock(s->arena, s->options.site, e); /* settles where that may be */

	if (lock < 0)
		return false;
	s->folder = path_join(s->arena, publish_work(s->arena, s->options.site), T("preview"));
	publish_unlock(lock);
	s->options.output = s->folder.p;
	s->waiting = words_say(s->arena, c->words, c->lang, "serve.waiting", NO_TEXTS);
	s->waiting = text_fmt(s->arena,
	    "<!doctype html>\n<meta "
	    "charset=\"utf-8\">\n<title>lihui</title>\n<body>\n<p>%.*s</p>\n</body>\n",
	    TEXT_ARG(s->waiting));
	s->version = (unsigned)getpid() << 12; /* pages of an earlier preview reload as well */
	return true;
}

int
cmd_serve(struct cmd *c)
{
	struct serve s = { .c = c, .arena = arena_new(), .told = BUF_INIT };
	struct MHD_Daemon *daemon = NULL;
	struct err e = { 0 };
	sigset_t ends;
	bool ok;

	sigemptyset(&ends);
	sigaddset(&ends, SIGINT);
	sigaddset(&ends, SIGTERM);
	pthread_sigmask(
	    SIG_BLOCK, &ends, NULL); /* before there is a second thread, which is to inherit it */
	signal(SIGPIPE, SIG_IGN);
	panel_open(&s.panel);
	ok = prepare(&s, &e) && (daemon = start(&s, &e)) != NULL && first_build(&s, &ends, &e);
	if (ok) {
		watch(&s, &ends);
		cmd_say(c, stdout, "serve.end", NO_TEXTS);
	}
	if (daemon != NULL)
		MHD_stop_daemon(daemon);
	buf_release(&s.told);
	panel_close(&s.panel);
	arena_free(s.arena);
	return ok ? EXIT_CLEAN : cmd_failed(&e);
}
