#!/bin/bash
# What `systemctl` does, as far as a service sees it, for machines without systemd: user, environment, start, reload, stop. Hardening is judged
# by `systemd-analyze security`, not here.
set -euo pipefail

verb=${1:-}
shift || true
[ "${1:-}" = --now ] && shift
unit=${1:-}
unit=${unit%.service}
pids=/run/machine-units
mkdir -p "$pids"

value() { sed -n "s/^$1=//p" "/lib/systemd/system/$unit.service" | tail -n 1; }

start() {
    case $unit in
        postgresql)
            version=$(ls /usr/lib/postgresql | sort -n | tail -n 1)
            [ -d "/etc/postgresql/$version/main" ] || pg_createcluster "$version" main > /dev/null
            pg_ctlcluster "$version" main start
            ;;
        nginx) nginx ;;
        *)
            local line user
            user=$(value User)
            line=$(value ExecStart)
            while read -r setting; do export "$setting"; done < <(sed -n 's/^Environment=//p' "/lib/systemd/system/$unit.service")
            eval "line=\"$line\""
            # shellcheck disable=SC2086
            (cd "$(value WorkingDirectory)" && exec setsid setpriv --reuid "$user" --regid "$user" --init-groups --no-new-privs \
                $line > "/run/$unit.log" 2>&1 < /dev/null) &
            echo $! > "$pids/$unit"
            ;;
    esac
}

stop() {
    case $unit in
        nginx) nginx -s quit || true ;;
        *) if [ -f "$pids/$unit" ]; then
               kill "$(cat "$pids/$unit")" 2> /dev/null || true
               while kill -0 "$(cat "$pids/$unit")" 2> /dev/null; do read -rt 0.05 <> <(:) || true; done
               rm -f "$pids/$unit"
           fi ;;
    esac
}

case $verb in
    daemon-reload | disable) ;;
    enable | start) start ;;
    restart | try-restart) stop; start ;;
    stop) stop ;;
    reload) kill -HUP "$(cat "$pids/$unit")" ;;
    is-active) kill -0 "$(cat "$pids/$unit")" ;;
    *) echo "systemctl: $verb is not known here" >&2; exit 1 ;;
esac
