#!/bin/sh
# SPDX-License-Identifier: MIT
# A site in parts by Slurm, on a cluster of this one machine that lives as long as the test: an array of jobs builds four parts, a job that depends on them joins, and the tree
# is the single build, byte for byte. All of the cluster (key, configuration, state, logs) lies in the scratch folder; as root, because slurmd starts jobs for others.
set -u
here=$(cd "$(dirname "$0")" && pwd)
skip() { echo "1..0 # SKIP $1"; exit 0; }
PATH=$PATH:/usr/sbin
for tool in slurmctld slurmd sbatch munged; do command -v $tool >/dev/null || skip "no $tool"; done
[ "$(id -u)" = 0 ] || skip "slurmd starts jobs as root alone"

work=$(mktemp -d)
stop() {
	for f in slurmd slurmctld munged; do
		pid=$(cat "$work/$f.pid" 2>/dev/null) && kill "$pid" 2>/dev/null
	done
	sleep 0.5
	rm -rf "$work"
}
trap stop EXIT
trap 'exit 1' INT TERM
# munged wants a folder that others may pass through and nobody else may write.
chmod 755 "$work"
mkdir -m 755 "$work/munge" "$work/state" "$work/spool"

# --- the cluster: what stands in the way of it on this machine is said, and no failure of ours
export SLURM_CONF="$work/slurm.conf"
set -- $(python3 -c 'import socket
s = [socket.socket() for i in range(2)]
for i in s: i.bind(("127.0.0.1", 0))
print(*[i.getsockname()[1] for i in s])')
node=$(hostname -s)
cat >"$SLURM_CONF" <<END
ClusterName=lihui
SlurmctldHost=$node(127.0.0.1)
SlurmctldPort=$1
SlurmdPort=$2
AuthType=auth/munge
AuthInfo=socket=$work/munge/socket
SlurmUser=root
SlurmdUser=root
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
SlurmctldLogFile=$work/slurmctld.log
SlurmdLogFile=$work/slurmd.log
# Neither control groups nor accounting: what a container has not.
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core_Memory
DependencyParameters=kill_invalid_depend
ReturnToService=2
MpiDefault=none
NodeName=$node NodeAddr=127.0.0.1 CPUs=$(nproc) RealMemory=4000 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES State=UP
END
echo CgroupPlugin=cgroup/v1 >"$work/cgroup.conf"
dd if=/dev/urandom bs=1 count=1024 of="$work/munge/key" 2>/dev/null
chmod 400 "$work/munge/key"
munged --force --key-file="$work/munge/key" --socket="$work/munge/socket" --pid-file="$work/munged.pid" --log-file="$work/munge/log" --seed-file="$work/munge/seed" >"$work/said" 2>&1 ||
	skip "munged does not start: $(tail -1 "$work/said")"
slurmctld >"$work/said" 2>&1 || skip "slurmctld does not start: $(tail -1 "$work/slurmctld.log" "$work/said" 2>/dev/null | tail -1)"
slurmd >"$work/said" 2>&1 || skip "slurmd does not start: $(tail -1 "$work/slurmd.log" "$work/said" 2>/dev/null | tail -1)"
for i in $(seq 40); do
	state=$(timeout 5 sinfo -h -o %t 2>"$work/said")
	[ "$state" = idle ] && break
	sleep 0.5
done
[ "$state" = idle ] || skip "the node is '$state' and not idle after 20 s: $(tail -1 "$work/slurmd.log")"

# --- the recipe of README.md, with four parts instead of a thousand
n=0
t() { n=$((n + 1)); if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; tail -20 "$work/said" "$work"/slurm-*.out 2>/dev/null | sed 's/^/# /'; fi; }
unset SOURCE_DATE_EPOCH
export PYTHONDONTWRITEBYTECODE=1 LIHUI_LANG=en AS_OF=2018-07-02
ln -s "$LIHUI" "$work/munge/lihui"
export PATH="$work/munge:$PATH"
cd "$work" || exit 1
printf '%s\n' t00 t01 qi/t02 qi/t03 >parts
python3 "$here/site.py" make content --edits 30 --seed 2
lihui build content --date $AS_OF -o single >said 2>&1
t $? "the single build"
rm -r content/.lihui
job=$(sbatch --parsable --array=1-4 "$here/part.sh" 2>said)
t $? "an array of four jobs is taken"
timeout 180 sbatch --wait --dependency="afterok:$job" --wrap 'lihui join content $(sed s,^,part/, parts) -o public' >said 2>&1
t $? "a job that waits for them joins their parts"
[ "$(find part -name public.db | wc -l)" = 4 ]
t $? "there are four parts"
diff -r single public >said 2>&1
t $? "the joined tree is the single build"
echo "1..$n"
