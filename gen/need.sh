#!/bin/sh
# SPDX-License-Identifier: MIT
# need.sh ARCH PACKAGE…: installs with apt what is not installed, as root or through sudo, and says beforehand how much it is. ARCH: another processor's packages are
# among them, or "". What can go wrong is said in one sentence that tells what to do; what apt said about it stands above.
set -u
arch=$1
shift
missing=$(for p in "$@"; do dpkg-query -W -f='${Status}' "$p" 2>/dev/null | grep -q 'ok installed' || echo "$p"; done)
[ -n "$missing" ] || exit 0
give_up() {
	echo "$1" >&2
	exit 1
}
command -v apt-get >/dev/null || give_up '这里没有 apt-get：本程序要在 Debian 12（或同版本的 WSL）里做。/ This wants Debian 12 (apt-get).'
run=
if [ "$(id -u)" != 0 ]; then
	command -v sudo >/dev/null || give_up "要装软件，可您不是管理员，也没有 sudo：请先运行 su -，再回到这个文件夹 $PWD 做一遍。/ Run this as root: there is no sudo."
	run=sudo
	sudo -v || give_up '要装软件，可这个用户不能用 sudo：请管理员来做，或请他把您加进 sudo 组。/ You may not use sudo: ask who looks after this machine.'
fi
[ -z "$arch" ] || $run dpkg --add-architecture "$arch"
echo "正在看要装些什么……（缺 $(echo $missing | wc -w) 种）/ looking for $(echo $missing | wc -w) packages"
$run apt-get update -q=2 || give_up '连不上软件源：请接上网，再做一遍，已经装好的不用重来。/ The package servers cannot be reached: connect to the network and try again.'
LC_ALL=C apt-get install -s -y --no-install-recommends $missing >/dev/null 2>&1 ||
	give_up "软件源里没有要的软件：本程序要在 Debian 12（bookworm）里做，请看看 /etc/os-release。缺：$(echo $missing) / Packages are missing from the sources: this wants Debian 12."
LC_ALL=C apt-get install --assume-no --no-install-recommends $missing 2>/dev/null | sed -n 's/^Need to get \(.*\) of archives.*/要下载 \1，/p; s/^After this operation, \(.*\) of additional.*/装好占 \1；快的几分钟，慢的半小时，只装一次。/p' | tr -d '\n'
echo
$run env DEBIAN_FRONTEND=noninteractive apt-get install -q=2 -y --no-install-recommends -o Dpkg::Use-Pty=0 $missing >"${TMPDIR:-/tmp}/lihui-apt.log" 2>&1 && exit 0
tail -n 5 "${TMPDIR:-/tmp}/lihui-apt.log" >&2
[ "$(df -Pk /var/cache/apt / | awk 'NR > 1 && $4 < 300000' | wc -l)" = 0 ] || give_up '磁盘满了：请腾出 1 GB，再做一遍。/ The disk is full: make room (1 GB) and try again.'
give_up '没有装成：多半是网断了，接上再做一遍，装好的不用重来。/ Not installed: most often the network broke off; try again.'
