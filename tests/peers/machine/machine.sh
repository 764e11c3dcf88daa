#!/bin/bash
# A machine of its own for one test: what it changes is gone with it, its network is its own, and nothing outside sees it. It has what this
# machine has, seen through an overlay. machine.sh WORK SCRIPT runs the script inside as root; WORK is seen at the same place.
set -euo pipefail

if [ "${MACHINE_INSIDE:-}" != yes ]; then
    MACHINE_INSIDE=yes exec unshare --mount --net --pid --uts --fork --kill-child --mount-proc "$0" "$@"
fi

work=$1 script=$2
upper=$(mktemp -d)
mount -t tmpfs machine "$upper"
mkdir "$upper/upper" "$upper/work" "$upper/root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$upper/upper,workdir=$upper/work" "$upper/root"
root=$upper/root
mount --bind "$work" "$root/$work"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mount -t tmpfs run "$root/run"
mkdir -p "$root/run/postgresql" "$root/run/lock"
chmod 1777 "$root/run/lock"
chown postgres:postgres "$root/run/postgresql" 2> /dev/null || true
ip link set lo up
hostname machine
# Nothing of this machine's own Domicile or database is in it.
rm -rf "$root/etc/domicile" "$root/var/lib/domicile" "$root/var/lib/postgresql" "$root/etc/postgresql"
mkdir -p "$root/var/lib/postgresql" && chown postgres:postgres "$root/var/lib/postgresql" 2> /dev/null || true
# There is no systemd in it: units are started by a script that keeps to the parts of them that a service sees.
install -m 0755 "$(dirname "$0")/systemctl.sh" "$root/usr/local/sbin/systemctl"
# There is no network to fetch packages from: what a page installs has to be here already.
printf '#!/bin/sh\nfor it; do case $it in install | -*) ;; *) dpkg-query --show "$it" > /dev/null || exit 1 ;; esac; done\n' > "$root/usr/local/sbin/apt-get"
chmod 0755 "$root/usr/local/sbin/apt-get"
printf '#!/bin/sh\nexit 101\n' > "$root/usr/sbin/policy-rc.d"
chmod 0755 "$root/usr/sbin/policy-rc.d"
exec chroot "$root" /bin/bash "$script"
