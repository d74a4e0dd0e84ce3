# SPDX-License-Identifier: MIT
# What `gcov -b -n` says of each file, as a table of the rooms: lines, branches taken at least once; then the files under 92 % of lines.
function share(n, of) { return of > 0 ? 100 * n / of : 100 }
function amount(line, parts) { split(line, parts, /[:% ]+/); return parts[length(parts) - 2] / 100 * parts[length(parts)] }
function total(line, parts) { split(line, parts, " "); return parts[length(parts)] }
/^File / { file = ""; if ($2 ~ /^'gen\/.*\.c'/) { file = substr($2, 2, length($2) - 2); split(file, p, "/"); room = p[2] } }
/^Lines executed/ && file { l[file] = amount($0); ln[file] = total($0); rl[room] += l[file]; rn[room] += ln[file] }
/^Taken at least once/ && file { rb[room] += amount($0); rbn[room] += total($0) }
END {
	printf "%-8s %8s %8s\n", "room", "lines %", "taken %"
	for (r in rn) {
		printf "%-8s %8.1f %8.1f\n", r, share(rl[r], rn[r]), share(rb[r], rbn[r]) | "sort"
		al += rl[r]; an += rn[r]; ab += rb[r]; abn += rbn[r]
	}
	close("sort")
	printf "%-8s %8.1f %8.1f\n", "gen", share(al, an), share(ab, abn)
	for (f in ln)
		if (share(l[f], ln[f]) < 92)
			printf "under 92 %%: %5.1f %s\n", share(l[f], ln[f]), f | "sort -k4n"
}
