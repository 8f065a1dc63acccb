# The command beside `aws s3` of Debian's awscli. Sourced by .ci/run, after s3-servers.sh.
# shellcheck shell=bash

: "${work:?}" "${root:?}"
aws=/usr/bin/aws # whatever else is on the PATH

install_awscli() {
  [ -x "$aws" ] && return
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq awscli
  "$aws" --version
}

side_by_side() {
  local one other
  ends_servers
  one=$(free_port)
  start_moto "$one"
  answers "$one"
  other=$(free_port)
  start_moto "$other"
  answers "$other"
  python3 .ci/side-by-side.py "$aws" "$root/deltaglider" "http://127.0.0.1:$one,http://127.0.0.1:$other" \
    >"$work/side-by-side.txt"
}

check_aws_cli() {
  check "Debian's awscli is installed" install_awscli
  check "the command builds itself" "$root/deltaglider" --version
  check "the command does as aws s3 does" side_by_side
  cat "$work/side-by-side.txt"
}
