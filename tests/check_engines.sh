#!/bin/sh
# The program as a mapper under real engines: GNU parallel (--pipe, and several
# hosts by --sshlogin) and a Slurm job array.  Each must give, line for line,
# what the program gives alone.
#
# usage: tests/check_engines.sh PROGRAM
#
# Installs the Debian packages that are missing; what cannot run here is skipped
# with a reason.  Whatever it starts it stops again.
set -u

program=$(realpath "$1")
root=$(cd "$(dirname "$0")/.." && pwd)
dir=$(mktemp -d)
chmod 755 "$dir"
trap 'stop_all; rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
failed=0 started=

stop_all() {
    for pid in $started; do
        kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null
    done
    started=
}

skip() {
    echo "skip  $1: $2"
}

# same NAME FILE: is it what the program gives alone?
same() {
    if cmp -s "$2" "$dir/alone.jsonl"; then
        echo "ok    $1"
    else
        echo "FAIL  $1: $(wc -l <"$2") lines, $(wc -l <"$dir/alone.jsonl") expected"
        failed=1
    fi
}

has() {
    command -v "$1" >/dev/null 2>&1
}

need() {
    "$root/.ci/install" "$@" >/dev/null 2>"$dir/why"
}

# -------------------------------------------------------------------- documents
# every fixture forty times, and lines that are errors: they must stay in place
i=0
while [ $i -lt 40 ]; do
    for f in "$root"/fixtures/*/input.txt; do
        i=$((i + 1))
        echo "{\"id\": \"$i\", \"path\": \"$f\"}"
    done
    echo "{\"id\": \"missing-$i\", \"path\": \"$dir/missing.txt\"}"
    echo "no JSON"
done >"$dir/documents.jsonl"
"$program" -q --documents <"$dir/documents.jsonl" >"$dir/alone.jsonl" 2>/dev/null
if [ "$(wc -l <"$dir/alone.jsonl")" != "$(wc -l <"$dir/documents.jsonl")" ]; then
    echo "FAIL  --documents drops or doubles lines"
    exit 1
fi

# ----------------------------------------------------------------- GNU parallel
parallel_pipe() {
    parallel --will-cite -k --pipe --block 20k "$program -q --documents" <"$dir/documents.jsonl" \
        >"$dir/piped.jsonl" 2>"$dir/log"
    same 'GNU parallel --pipe' "$dir/piped.jsonl"
}

# Two logins on this host, by an sshd of our own on a port of its own, with keys
# made for the purpose.
start_sshd() {
    mkdir -p "$dir/ssh" && chmod 700 "$dir/ssh"
    ssh-keygen -q -t ed25519 -N '' -f "$dir/ssh/host" && ssh-keygen -q -t ed25519 -N '' -f "$dir/ssh/user" || return 1
    cp "$dir/ssh/user.pub" "$dir/ssh/authorized_keys"
    [ "$(id -u)" != 0 ] || mkdir -p /run/sshd
    "$(command -v sshd || echo /usr/sbin/sshd)" -D -f /dev/null -h "$dir/ssh/host" -p "$port" -o ListenAddress=127.0.0.1 \
        -o "AuthorizedKeysFile=$dir/ssh/authorized_keys" -o StrictModes=no -o UsePAM=no -o PermitRootLogin=yes \
        -o "PidFile=$dir/ssh/pid" -E "$dir/ssh/log" &
    started="$started $!"
    cat >"$dir/ssh/login" <<END
#!/bin/sh
exec ssh -q -F /dev/null -p $port -i $dir/ssh/user -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o BatchMode=yes "\$@"
END
    chmod 755 "$dir/ssh/login"
    wait_for "$dir/ssh/login 127.0.0.1 true"
}

# wait_for COMMAND: until it succeeds, for some seconds
wait_for() {
    tries=0
    until $1 >/dev/null 2>&1; do
        tries=$((tries + 1))
        [ $tries -lt 100 ] || return 1
        sleep 0.2
    done
}

parallel_hosts() {
    port=$((20000 + $$ % 20000))
    if ! need openssh-server openssh-client || ! has ssh; then
        skip 'GNU parallel --sshlogin' 'no ssh'
    elif ! start_sshd; then
        skip 'GNU parallel --sshlogin' "no login to this host: $(tail -n 1 "$dir/ssh/log" 2>/dev/null)"
    else
        parallel --will-cite -k --pipe --block 20k --ssh "$dir/ssh/login" --sshlogin 1/127.0.0.1,1/localhost \
            "$program -q --documents" <"$dir/documents.jsonl" >"$dir/hosts.jsonl" 2>"$dir/log"
        same 'GNU parallel --sshlogin, two logins' "$dir/hosts.jsonl"
    fi
    stop_all
}

if need parallel && has parallel; then
    parallel_pipe
    parallel_hosts
else
    skip 'GNU parallel' "$(tail -n 1 "$dir/why")"
fi

# ------------------------------------------------------------------------ Slurm
# slurmctld and slurmd on this host, with ports and folders of their own.
write_slurm_conf() {
    host=$(hostname -s)
    mkdir -p "$dir/slurm/state" "$dir/slurm/spool"
    cat >"$dir/slurm/slurm.conf" <<END
ClusterName=check
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$((port + 1))
SlurmdPort=$((port + 2))
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=$dir/munge/socket
CryptoType=crypto/munge
StateSaveLocation=$dir/slurm/state
SlurmdSpoolDir=$dir/slurm/spool
SlurmctldPidFile=$dir/slurm/slurmctld.pid
SlurmdPidFile=$dir/slurm/slurmd.pid
SlurmctldLogFile=$dir/slurm/slurmctld.log
SlurmdLogFile=$dir/slurm/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
JobAcctGatherType=jobacct_gather/none
ReturnToService=2
SchedulerParameters=sched_min_interval=0
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=all Nodes=$host Default=YES MaxTime=INFINITE State=UP
END
}

start_munge() {
    mkdir -p "$dir/munge" && chown munge: "$dir/munge" && chmod 755 "$dir/munge" || return 1
    dd if=/dev/urandom of="$dir/munge/key" bs=128 count=1 2>/dev/null
    chown munge: "$dir/munge/key" && chmod 400 "$dir/munge/key"
    setpriv --reuid=munge --regid=munge --init-groups munged -F --socket="$dir/munge/socket" --key-file="$dir/munge/key" \
        --pid-file="$dir/munge/pid" --log-file="$dir/munge/log" --seed-file="$dir/munge/seed" >"$dir/munge.out" 2>&1 &
    started="$started $!"
    wait_for "munge -n -S $dir/munge/socket"
}

start_slurm() {
    export SLURM_CONF="$dir/slurm/slurm.conf"
    slurmctld -D -f "$SLURM_CONF" >"$dir/slurm/ctld.out" 2>&1 &
    started="$started $!"
    wait_for 'scontrol ping' || return 1
    slurmd -D -f "$SLURM_CONF" >"$dir/slurm/d.out" 2>&1 &
    started="$started $!"
    wait_for node_is_idle
}

node_is_idle() {
    [ -n "$(sinfo -h -t idle -o %n 2>/dev/null)" ]
}

# A task of the array takes its part of the lines; the parts in order are all.
job_array() {
    parts=4 lines=$(wc -l <"$dir/documents.jsonl")
    each=$(((lines + parts - 1) / parts))
    cat >"$dir/job.sh" <<END
#!/bin/sh
first=\$((SLURM_ARRAY_TASK_ID * $each + 1))
sed -n "\$first,\$((first + $each - 1))p" $dir/documents.jsonl |
    $program -q --documents >$dir/part.\$SLURM_ARRAY_TASK_ID
exit 0 # status 1 says that a line holds an error
END
    timeout 120 sbatch -W -o /dev/null -D "$dir" --array=0-$((parts - 1)) "$dir/job.sh" >"$dir/log" 2>&1 || return 1
    cat "$dir/part.0" "$dir/part.1" "$dir/part.2" "$dir/part.3" >"$dir/array.jsonl"
}

slurm() {
    port=$((40000 + $$ % 20000))
    if [ "$(id -u)" != 0 ]; then
        skip 'Slurm job array' 'slurmd wants to be root'
    elif ! need slurmctld slurmd slurm-client munge || ! has slurmctld; then
        skip 'Slurm job array' "$(tail -n 1 "$dir/why")"
    elif ! write_slurm_conf || ! start_munge; then
        skip 'Slurm job array' "munged does not run here: $(tail -n 1 "$dir/munge.out" 2>/dev/null)"
    elif ! start_slurm; then
        skip 'Slurm job array' "its daemons do not run here: $(cat "$dir/slurm/slurmctld.log" "$dir/slurm/slurmd.log" 2>/dev/null | grep -i error | tail -n 1)"
    elif ! job_array; then
        echo "FAIL  Slurm job array: $(tail -n 1 "$dir/log")"
        failed=1
    else
        same 'Slurm job array, four tasks' "$dir/array.jsonl"
    fi
    stop_all
}

slurm
exit $failed
