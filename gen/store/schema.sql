-- SPDX-License-Identifier: MIT
--
-- The index of one edition of a site: .lihui/public.db or .lihui/internal.db. A cache: delete it and the next build makes the same. It holds only what
-- the privacy door of its edition let through. Dates are 'YYYY-MM-DD' or '' (not given); numbers not given are NULL. Try it:
--
--   select number, title, status, raised from problem where status_class < 2 order by raised;     -- what is still open
--   select * from event where problem = (select id from problem where number = '2018-27-1');       -- its history
--   select year, sum(held) from unit_year join unit on unit.id = unit_year.unit group by year;     -- meetings held
--
-- Checks are written with `or`: for `in` with more than two words SQLite makes a table of them, anew for every row.

pragma user_version = 12;

create table fact (                     -- about the site and this index
	key text primary key,               -- as_of, program, edition, title, base_url, newest
	value text not null
) strict, without rowid;

create table unit (                     -- the organisation; 1 is the root
	id integer primary key,             -- place in a preorder walk by path, from 1: a subtree is id .. last
	last int not null,                  -- the last id below it
	parent int references unit (id),
	path text not null unique,          -- folder below the content; '' for the root
	level text not null check (level = 'province' or level = 'league' or level = 'banner' or level = 'township' or level = 'village' or level = 'group'),
	code text not null,
	name text not null, name_in text not null,
	phone text not null, address text not null,
	stars int not null,
	first_secretary text not null, secretary text not null,  -- on the as-of date
	yearly_minimum int not null, silent_days int not null
) strict;

create table document (
	id integer primary key,
	unit int not null references unit (id),
	address text not null unique,       -- path without extension: where its pages are
	path text not null,                 -- of the source
	state text not null check (state = 'published' or state = 'held' or state = 'draft' or state = 'withdrawn' or state = 'internal'),
	type text not null,                 -- weekly, joint, posting, finance … (profile.yaml)
	type_name text not null,
	class text not null check (class = 'meeting' or class = 'absence' or class = 'bulletin' or class = 'page'),
	lang text not null,
	title text not null, summary text not null,
	date text not null, start int, ends int,  -- minutes after midnight
	year int not null, week_year int not null, week int not null,
	place text not null, reason text not null,
	expected int, present int,
	merged int not null,                -- merged with another meeting
	matter text not null,
	agree int, against int, abstain int,
	posting_from text not null, posting_to text not null,
	valid_from text not null, valid_to text not null,
	objections text not null,
	hosted_by text not null,            -- of a joint meeting: the village whose turn it was, as written
	claimed text not null, fulfilled text not null, wish text not null, -- of a 微心愿: who took it on, that it was fulfilled; or its state as written
	corrected text not null, corrected_words text not null,
	withdrawn text not null, withdrawn_words text not null,
	hash text not null,                 -- first 12 hex digits of SHA-256 of the decoded source
	model int                           -- hash of its tree below; null: it is not shown (held, withdrawn, a draft), and nothing more of it stands here
) strict;
create index document_unit on document (unit, date, address);
create index document_date on document (date);
create index document_matter on document (matter) where matter <> '';
create index document_path on document (path);

create table model (                    -- what a published document says, whole, after the door (read/pack.c); apart, so that lists of documents need not read past it
	document integer primary key references document (id) on delete cascade,
	tree blob not null
) strict;

create table face (                     -- whom the documents of a unit name and what they hide, as hashes: the same everywhere in the unit (door/register.c)
	unit int not null,
	owner text not null,                -- address of the document; one that this edition has not counts as well
	hash int not null, length int not null,
	kind int not null,                  -- 0 private, 1 with a role, 2 in office, 3 hidden
	date text not null,
	primary key (owner, hash, kind)
) strict, without rowid;
create index face_unit on face (unit);

create table spoken_of (                -- which units below a document of a unit above speaks of: it goes by their registers, too (publish/spoken.c)
	unit int not null,                  -- of the document
	owner text not null,                -- address of the document
	village int not null,
	primary key (owner, village)
) strict, without rowid;
create index spoken_of_unit on spoken_of (unit);

create table waiver (                   -- what the author asked to be let off, and why
	document int not null references document (id) on delete cascade,
	code text not null, reason text not null,
	primary key (document, code)
) strict, without rowid;

create table person (                   -- who took part, as shown
	document int not null references document (id) on delete cascade,
	part text not null,                 -- host convener recorder attendee observer
	place int not null,
	name text not null, roles text not null, office int not null, head_count int,
	primary key (document, part, place)
) strict, without rowid;

create table step (
	document int not null references document (id) on delete cascade,
	place int not null,
	step text not null,                 -- study report problem task …, '' unknown
	heading text not null,
	none_said int not null,
	items text not null,                -- joined by line ends
	line int not null, col int not null, width int not null, excerpt text not null,
	primary key (document, place)
) strict, without rowid;

create table problem_row (              -- the ledger (see the view problem); what is derived is settled by store/ledger.c after every change
	id integer primary key,
	document int not null references document (id) on delete cascade,
	unit int not null references unit (id),
	place int not null,                 -- order in its document
	number text not null,               -- 2018-27-1
	written int not null,               -- 1: that number stands in the source and is kept for ever
	as_written text not null,           -- the number in the source; with written = 0 an earlier record had it already
	title text not null, title_in text not null,
	raised text not null,               -- date of its meeting
	raised_by text not null, category text not null, affected text not null,
	decision text not null, owner text not null,
	deadline text not null, deadline_words text not null, always int not null,
	result text not null, feedback text not null,
	first_status text not null,         -- as written in its own record, or as follows from it
	undecided int not null,
	-- derived from the events:
	status text not null default '',    -- open decided planned doing sent_up passed_on deferred solved explained
	status_class int not null default 0, -- 0 open, 1 decided, 2 closed
	status_date text not null default '',
	mentioned text not null default '', -- when it was last spoken of
	solved text not null default '',    -- when it was closed, '' while it is not
	reopened int not null default 0,    -- times
	answered int not null default 0,    -- feedback was given, since it was last taken up again
	rating text not null default '',    -- what the villager thinks of it: satisfied mostly_satisfied unsatisfied
	said text not null default '',      -- the newest words of a report on it
	of_matter int not null,             -- it is what the document's 事项 names; place 0: the document as a whole is
	part_of int,                        -- the entry of an earlier document of that matter, whose number this one shares
	line int not null, col int not null, width int not null, excerpt text not null
) strict;
create index problem_unit on problem_row (unit, raised);
create index problem_document on problem_row (document);
create unique index problem_number on problem_row (unit, number) where part_of is null;
create index problem_part on problem_row (part_of) where part_of is not null;

create view problem as                  -- each matter once
	select * from problem_row where part_of is null;

create table flow (                     -- the eight steps of a problem that went up, as its own record tells them, or a report on it
	problem int references problem_row (id) on delete cascade,
	report int references report (id) on delete cascade,
	place int not null,
	step text not null,                 -- list draw accept dispatch accept_again supervise close rate
	date text not null, who text not null, words text not null
) strict;
create index flow_problem on flow (problem) where problem is not null; -- a step is of one or the other
create index flow_report on flow (report) where report is not null;

create table task (
	id integer primary key,
	document int not null references document (id) on delete cascade,
	unit int not null references unit (id),
	place int not null,
	number text not null, written int not null, as_written text not null,
	title text not null, title_in text not null,
	given text not null,                -- date of its meeting
	owner text not null,
	deadline text not null, deadline_words text not null, always int not null,
	first_status text not null,         -- as its own record says: decided, or what a box or a column there says
	status text not null default '', status_class int not null default 0, status_date text not null default '', mentioned text not null default '',
	line int not null, col int not null, width int not null, excerpt text not null
) strict;
create table task_owner (              -- each of its owners, by name
	task int not null references task (id) on delete cascade,
	name text not null,
	primary key (task, name)
) strict, without rowid;
create index task_unit on task (unit, given);
create index task_document on task (document);

create table reserved (                 -- numbers of problems and tasks in records that are not shown (held, withdrawn, drafts): nobody else gets them
	document int not null references document (id) on delete cascade,
	unit int not null references unit (id),
	task int not null, place int not null,
	number text not null, as_written text not null,
	primary key (document, task, place)
) strict, without rowid;
create index reserved_unit on reserved (unit);

create table report (                   -- what documents say of earlier matters, and what that was found to mean
	id integer primary key,
	document int not null references document (id) on delete cascade,
	unit int not null references unit (id),
	place int not null,
	target text not null,               -- problem task either all
	number text not null,               -- as written: '27-1', '2018-27-1', '' by words
	unit_words text not null, item text not null,
	status text not null, words text not null, feedback int not null, except_words text not null,
	rest text not null,                 -- the words besides the steps of 流转办理 that it tells (table flow)
	in_report_step int not null,
	problem int references problem_row (id) on delete set null,  -- resolved by the ledger
	task int references task (id) on delete set null,
	by_words int not null default 0,
	line int not null, col int not null, width int not null, excerpt text not null
) strict;
create index report_document on report (document);
create index report_unit on report (unit);
create index report_problem on report (problem) where problem is not null; -- a report is of one or the other, and of neither before it is settled
create index report_task on report (task) where task is not null;

create table unsettled (                -- units below whose ledger lost a report when a record of a unit above was replaced
	unit integer primary key
) strict;

create table event (                    -- every step in the life of a problem or task, oldest first by id
	id integer primary key,
	problem int references problem_row (id) on delete cascade,
	task int references task (id) on delete cascade,
	document int not null references document (id) on delete cascade,
	date text not null,
	kind text not null check (kind = 'raised' or kind = 'decided' or kind = 'status' or kind = 'progress' or kind = 'feedback' or kind = 'flow' or kind = 'reopened'),
	status text not null,               -- status after it, '' when it changes none
	flow text not null,                 -- list draw accept dispatch accept_again supervise close rate
	words text not null, who text not null,
	rating text not null,               -- what the villager thought of it that day, '' when it is not said
	round int not null                  -- 1, and one more each time that it was taken up again
) strict;
create index event_problem on event (problem, date) where problem is not null;
create index event_task on event (task, date) where task is not null;
create index event_document on event (document);

create table version (                  -- other languages of a document
	document int not null references document (id) on delete cascade,
	place int not null,
	lang text not null,
	kind text not null check (kind = 'text' or kind = 'summary' or kind = 'scan' or kind = 'recording'),
	state text not null check (state = 'current' or state = 'outdated' or state = 'undated'),
	path text not null, title text not null, summary text not null,
	primary key (document, place)
) strict, without rowid;

create table attachment (
	document int not null references document (id) on delete cascade,
	place int not null,
	path text not null, picture int not null,
	beside_outcomes int not null,       -- 0: shown only by a page that tells no outcomes
	primary key (document, place)
) strict, without rowid;

create table photo (                    -- a picture of a record, and the line that it shows: the place of a problem, task or report in the same document, 0: none
	document int not null references document (id) on delete cascade,
	place int not null,
	problem int not null, task int not null, report int not null,
	path text not null, caption text not null,
	width int not null, height int not null, -- 0: not known
	day text not null                   -- of the step of 流转办理 that it stands with, '' the meeting's
) strict;
create index photo_document on photo (document, place);

create table finding (
	unit int not null,
	document int references document (id) on delete cascade,
	stage text not null,                -- read document unit
	code text not null, level text not null,
	path text not null, line int not null, col int not null, width int not null,
	excerpt text not null,
	args text not null,                 -- joined by U+001F
	waived text not null
) strict;
create index finding_document on finding (document);
create index finding_unit on finding (unit, stage);

create view unit_year as                -- held: published weekly records of a calendar year, merged ones too
	select unit, year, count(*) as held from document where state = 'published' and type = 'weekly' group by unit, year;

create table search_page (              -- what the browser's search finds: a row for each language of a document and of a problem (gen/draw/search_index.c)
	id integer primary key,
	lang text not null,                 -- of the search page that finds it
	unit int not null,
	address text not null,              -- of the page in the public tree
	problem int not null,               -- 1: the page of a problem, 0: of a document
	source int not null,                -- hash of what the row was made from
	number int not null,                -- the id that the browser knows it by: its rank and day, then 20 bits of a hash of address or, when two share one, the next free number
	moved int not null,                 -- how far that is from the hash
	shown text not null,                -- what a hit shows, as JSON; its text among it
	tokens text not null,               -- what it is found by, a line each; refers to nothing outside
	unique (unit, address, problem)
) strict;
create index search_page_number on search_page (lang, number, unit);
create index search_page_hash on search_page (lang, number & 1048575, number, unit); -- names of files without the rows

-- The inverted index. It follows from search_page: for each token the numbers of the pages of one part of the site (fact 'search_scope': its first and last unit), as the
-- browser reads them. Indexes are joined by copying the rows of search_page without their id, unit shifted like everywhere else, and removing the fact: numbers and lists are
-- then made anew from the rows.
create table search_list (
	lang text not null,
	hash int not null,                  -- of the token; its first bits choose the shard
	token text not null,
	list blob not null,
	primary key (lang, hash, token)
) strict, without rowid;

create table search_stale (             -- what of the search index has changed since its files were written
	lang text not null,
	kind int not null,                  -- 0 tokens: the first 16 bits of their hash; 1 a page: the 20 bits of its hash
	slot int not null,
	primary key (lang, kind, slot)
) strict, without rowid;

create table source (                   -- what was read, for the next build: documents, their versions, and the files they link
	path text not null,
	owner text not null,                -- address of the document that is read again when this file changes
	size int not null, mtime int not null, ctime int not null, inode int not null,  -- times in ns; size -1: was missing
	primary key (owner, path)
) strict, without rowid;

create table output (                   -- what was written, for the next build: each file of the tree that fact 'tree' names, manifest.sha256 too
	path text primary key,
	key int not null,                   -- hash of all that its bytes follow from (page data, templates, program); 0: not known before it is drawn
	sha256 text not null,
	size int not null, mtime int not null, ctime int not null, inode int not null  -- of the file as it was left
) strict, without rowid;

create table touched (                  -- units whose outputs the next build has to look at; 0: everything
	unit integer primary key
) strict;

create table touched_document (         -- documents whose findings may have changed because the as-of date moved: likewise
	document integer primary key
) strict;
