#!/bin/sh
# The Debian package of the service: build.sh PROGRAM VERSION OUT
set -eu

program=$1 version=$2 out=$3
here=$(cd "$(dirname "$0")" && pwd)
docs=$here/../../docs
architecture=$(dpkg --print-architecture)
mkdir -p "$out"
tree=$(mktemp -d "$out/package.XXXXXX")
trap 'rm -rf "$tree"' EXIT
chmod 0755 "$tree"

install -D -m 0755 "$program" "$tree/usr/bin/domicile-directory"
install -D -m 0644 "$here/domicile-directory.service" "$tree/lib/systemd/system/domicile-directory.service"
install -D -m 0640 "$here/directory.toml" "$tree/etc/domicile/directory.toml"
for page in installation importing providers policy-keys database; do
    install -D -m 0644 "$docs/$page.md" "$tree/usr/share/doc/domicile-directory/$page.md"
done
install -D -m 0644 "$here/../../LICENSE-MIT" "$tree/usr/share/doc/domicile-directory/copyright"
for script in postinst prerm postrm; do
    install -D -m 0755 "$here/$script" "$tree/DEBIAN/$script"
done
# The operator's own: an upgrade asks before it is written over.
echo /etc/domicile/directory.toml > "$tree/DEBIAN/conffiles"
sed -e "s/@VERSION@/$version/" -e "s/@ARCHITECTURE@/$architecture/" "$here/control" > "$tree/DEBIAN/control"

package=$out/domicile-directory_${version}_$architecture.deb
# shellcheck disable=SC2086
dpkg-deb --root-owner-group ${COMPRESSION:--Zxz} --build "$tree" "$package" > /dev/null
echo "$package"
