# The storage contract against S3 servers of others. Sourced by .ci/run, which sets work.
# shellcheck shell=bash

: "${work:?}"

install_swift() {
  type -P swift-proxy-server memcached >/dev/null && return
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
    swift-proxy swift-account swift-container swift-object memcached
}

free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# Waits until something answers HTTP there.
answers() { # port
  for _ in $(seq 60); do
    curl -s -o /dev/null "http://127.0.0.1:$1/" && return
    sleep 1
  done
  echo "nothing answers on port $1" >&2
  return 1
}

# The contract fails for exactly the tests in the list, each line of which is a gap of the server.
contract_over_s3() { # port access-key secret-key list option...
  local reports=adapter-s3/target/surefire-reports
  rm -rf "$reports"
  ./mvnw -B -q test -pl adapter-s3 -am -Dtest='S3ServerContractIT*' \
    -Dsurefire.failIfNoSpecifiedTests=false -Dmaven.test.failure.ignore=true \
    -Ddeltaglider.s3.endpoint="http://127.0.0.1:$1" -Ddeltaglider.s3.accessKey="$2" \
    -Ddeltaglider.s3.secretKey="$3" "${@:5}" >"$work/contract.log" 2>&1 || {
    tail -n 50 "$work/contract.log"
    return 1
  }
  python3 .ci/failed-tests.py "$reports" "$4"
}

start_moto() { # port
  moto_server -H 127.0.0.1 -p "$1" >"$work/moto.log" 2>&1 &
  pids+=($!)
}

swift_ring() { # name port
  (
    cd "$work/swift"
    swift-ring-builder "$1.builder" create 4 1 1
    swift-ring-builder "$1.builder" add "r1z1-127.0.0.1:$2/disk" 1
    swift-ring-builder "$1.builder" rebalance
  ) >/dev/null
}

swift_backend() { # name port
  cat >"$work/swift/$1.conf" <<CONF
[DEFAULT]
bind_ip = 127.0.0.1
bind_port = $2
workers = 1
user = $(id -un)
swift_dir = $work/swift
devices = $work/swift/devices
mount_check = false
log_level = ERROR
[pipeline:main]
pipeline = $1-server
[app:$1-server]
use = egg:swift#$1
fallocate_reserve = 0
CONF
  swift_ring "$1" "$2"
}

swift_proxy() { # port memcached-port
  cat >"$work/swift/swift.conf" <<CONF
[swift-hash]
swift_hash_path_suffix = suffix
swift_hash_path_prefix = prefix
CONF
  cat >"$work/swift/proxy.conf" <<CONF
[DEFAULT]
bind_ip = 127.0.0.1
bind_port = $1
workers = 1
user = $(id -un)
swift_dir = $work/swift
log_level = ERROR
[pipeline:main]
pipeline = catch_errors gatekeeper cache listing_formats s3api tempauth copy slo dlo proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:gatekeeper]
use = egg:swift#gatekeeper
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:$2
[filter:listing_formats]
use = egg:swift#listing_formats
[filter:s3api]
use = egg:swift#s3api
dns_compliant_bucket_names = false
location = us-east-1
[filter:tempauth]
use = egg:swift#tempauth
user_test_tester = testing .admin
[filter:copy]
use = egg:swift#copy
[filter:slo]
use = egg:swift#slo
[filter:dlo]
use = egg:swift#dlo
CONF
}

start_swift() { # port
  local account container object memcached
  account=$(free_port) container=$(free_port) object=$(free_port) memcached=$(free_port)
  mkdir -p "$work/swift/devices/disk"
  swift_backend account "$account"
  swift_backend container "$container"
  swift_backend object "$object"
  swift_proxy "$1" "$memcached"
  memcached -u "$(id -un)" -l 127.0.0.1 -p "$memcached" >"$work/swift/memcached.log" 2>&1 &
  pids+=($!)
  local server
  for server in account container object; do
    "swift-$server-server" "$work/swift/$server.conf" >"$work/swift/$server.log" 2>&1 &
    pids+=($!)
  done
  swift-proxy-server "$work/swift/proxy.conf" >"$work/swift/proxy.log" 2>&1 &
  pids+=($!)
}

# Every check is a shell of its own, which ends the servers that it has started when it ends.
ends_servers() {
  pids=()
  trap '[ ${#pids[@]} -eq 0 ] || kill "${pids[@]}"' EXIT
}

check_moto() {
  local port
  ends_servers
  port=$(free_port)
  start_moto "$port"
  answers "$port"
  contract_over_s3 "$port" test test .ci/s3-moto-gaps.txt
}

check_swift() {
  local port
  ends_servers
  port=$(free_port)
  start_swift "$port"
  answers "$port"
  contract_over_s3 "$port" test:tester testing .ci/s3-swift-gaps.txt \
    -Ddeltaglider.s3.lacks=LIFECYCLE_RULES,STORAGE_CLASS,STORE_HEADERS -Ddeltaglider.s3.chunked=false
}

check_s3_servers() {
  check "moto_server is installed" type -P moto_server
  check "the storage contract over moto" check_moto
  check "Swift is installed" install_swift
  check "the storage contract over OpenStack Swift" check_swift
}
