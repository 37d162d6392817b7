#!/bin/sh
# Run in namespaces of its own: a machine that consists of the folder $1, with Debian's systemd as its
# first process and no network but itself.
set -eu
ROOT=$1
mount --make-rprivate /
mount --bind "$ROOT" "$ROOT"
cd "$ROOT"
mount -t proc proc proc
mount -t sysfs sysfs sys -o ro
if [ -e /sys/fs/cgroup/cgroup.controllers ]; then
    mount -t cgroup2 cgroup2 sys/fs/cgroup
else
    mount -t tmpfs tmpfs sys/fs/cgroup -o mode=755
    mkdir sys/fs/cgroup/systemd
    mount -t cgroup -o none,name=systemd,xattr cgroup sys/fs/cgroup/systemd
    for controller in memory pids devices cpu,cpuacct; do
        mkdir "sys/fs/cgroup/$controller"
        mount -t cgroup -o "$controller" cgroup "sys/fs/cgroup/$controller" 2>/dev/null ||
            rmdir "sys/fs/cgroup/$controller"
    done
fi
mount -t tmpfs tmpfs run -o mode=755
mount -t tmpfs tmpfs tmp
mount -t tmpfs tmpfs dev -o mode=755
for device in null zero full random urandom tty; do
    touch "dev/$device"
    mount --bind "/dev/$device" "dev/$device"
done
mkdir dev/pts dev/shm
mount -t devpts devpts dev/pts -o newinstance,ptmxmode=0666
ln -s pts/ptmx dev/ptmx
mount -t tmpfs tmpfs dev/shm
mkdir -p old
pivot_root . old
umount -l old
exec env -i container=lxc LANG=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin \
    /lib/systemd/systemd --system --unit=multi-user.target --show-status=0
