#!/bin/bash
# boot.sh TREE DRIVER.py OUT: boots a real systemd with TREE copied onto the machine's root, runs DRIVER.py in it.
#
# The root is an overlay on this machine's own that is thrown away, so nothing here is written but OUT, where the driver
# leaves its files. The exit status is the driver's. Needs root, systemd-nspawn and dbus.
set -euo pipefail
tree=$(realpath "$1") driver=$(realpath "$2") out=$(realpath "$3")
repository=$(realpath "$(dirname "$0")/../../..")

scratch=$(mktemp -d)
cleanup() {
  umount "$scratch/root" 2>/dev/null || true
  umount "$scratch/upper" 2>/dev/null || true
  rmdir "$scratch/upper" "$scratch/root" "$scratch" || true
}
trap cleanup EXIT
mkdir "$scratch/upper" "$scratch/root"
mount -t tmpfs -o size=2g tmpfs "$scratch/upper"
mkdir "$scratch/upper/files" "$scratch/upper/work"
mount -t overlay overlay -o "lowerdir=/,upperdir=$scratch/upper/files,workdir=$scratch/upper/work" "$scratch/root"

root=$scratch/root
cp -rT --preserve=mode "$tree" "$root"
rm -rf "$root/out" "$root/var/log/journal" "$root/etc/resolv.conf"
mkdir -p "$root/out"
: >"$root/etc/machine-id"
install -m 755 "$driver" "$root/out/driver.py"
cat >"$root/etc/systemd/system/driver.service" <<'U'
[Unit]
Requires=dbus.socket
After=dbus.socket basic.target
SuccessAction=exit
FailureAction=exit
[Service]
Type=oneshot
Environment=LC_ALL=C.UTF-8
ExecStart=/usr/bin/python3 /out/driver.py
StandardOutput=file:/out/stdout
StandardError=file:/out/stderr
TimeoutStartSec=300
U
cat >"$root/etc/systemd/system/driver.target" <<'U'
[Unit]
Requires=basic.target driver.service
AllowIsolate=yes
U
for unit in systemd-networkd systemd-resolved systemd-timesyncd systemd-firstboot systemd-update-utmp; do
  ln -sfn /dev/null "$root/etc/systemd/system/$unit.service"
done

# A booted system has a /tmp of its own, and this repository may lie below it.
status=0
systemd-nspawn --quiet --directory="$root" --register=no --keep-unit --private-network --console=pipe \
  --bind-ro="$repository" \
  --machine="backstay-$$" --boot -- systemd.unit=driver.target systemd.log_target=journal systemd.show_status=no \
  >"$scratch/upper/console" 2>&1 </dev/null || status=$?
cp -rT "$root/out" "$out"
[ -s "$out/report.json" ] || tail -n 20 "$scratch/upper/console" >&2
exit "$status"
