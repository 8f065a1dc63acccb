# Objects of gigabytes through the command line with a small heap. Sourced by .ci/run.
# shellcheck shell=bash

: "${work:?}" "${deltaglider:?}"

# random_file BYTES: writes bytes that nothing compresses, always the same.
random_file() {
  head -c "$1" /dev/zero | openssl enc -aes-256-ctr -pass pass:1 -nosalt -pbkdf2
}

make_large_objects() {
  random_file 2147483648 >"$work/large-1.bin"
  cp "$work/large-1.bin" "$work/large-2.bin"
  printf 'one edit' | dd of="$work/large-2.bin" bs=1 seek=1234567890 conv=notrunc status=none
  (tail -c 1073741824 "$work/large-1.bin" && head -c 1073741824 "$work/large-1.bin") >"$work/large-3.bin"
  test "$(stat -c %s "$work/large-3.bin")" -eq 2147483648
}

# Over 5 GiB, which is more than one part of an upload; mostly zeros, so that it is made quickly.
make_huge_objects() {
  random_file 1000000 >"$work/large-1.bin"
  truncate -s 5368709121 "$work/large-1.bin"
  cp --sparse=always "$work/large-1.bin" "$work/large-2.bin"
  printf 'one edit' | dd of="$work/large-2.bin" bs=1 seek=5000000000 conv=notrunc status=none
}

# timed OUTPUT COMMAND...: writes "seconds kilobytes" of the command's wall time and peak memory.
timed() {
  command time -f '%e %M' -o "$1" "${@:2}"
}

# transfer NAME SECONDS COMMAND...: one transfer that may take no longer than this.
transfer() {
  local seconds kilobytes
  check "$1" timed "$work/transfer.time" "${@:3}"
  read -r seconds kilobytes < <(tail -n 1 "$work/transfer.time") # a failure is told before it
  echo "$1: $seconds s, peak RSS $((kilobytes / 1024)) MiB"
  check_at_most "$1: seconds" "${seconds%.*}" $(($2 - 1))
}

stored_size() { # key
  field "$("$deltaglider" --json ls "$1")" storedSize
}

check_large_objects() {
  export DG_STORE=file:$work/large-store DG_CACHE_DIR=$work/large-cache DG_SCRATCH_DIR=$work/scratch
  export DELTAGLIDER_JAVA_OPTS='-Xmx256m -XX:MaxDirectMemorySize=64m'
  check "mb" "$deltaglider" mb s3://large

  check "2 GiB, the same with one edit, the same with halves swapped" make_large_objects
  transfer "put of 2 GiB" 60 "$deltaglider" cp "$work/large-1.bin" s3://large/v1/image.iso
  rm -f "$work/large-1.bin"
  transfer "put of 2 GiB with one edit" 60 "$deltaglider" cp "$work/large-2.bin" s3://large/v2/image.iso
  rm -rf "$work/large-cache" # the get has to read the reference from the store
  transfer "get of 2 GiB with one edit" 60 "$deltaglider" cp s3://large/v2/image.iso "$work/large-got"
  check "its bytes are those that were put" cmp "$work/large-2.bin" "$work/large-got"
  check_at_most "one edit: bytes of the delta" "$(stored_size s3://large/v2/image.iso)" 100000
  transfer "put of 2 GiB with halves swapped" 60 "$deltaglider" cp "$work/large-3.bin" s3://large/v3/image.iso
  transfer "get of 2 GiB with halves swapped" 60 "$deltaglider" cp s3://large/v3/image.iso "$work/large-got"
  check "its bytes are those that were put" cmp "$work/large-3.bin" "$work/large-got"
  check_at_most "halves swapped: bytes of the delta" "$(stored_size s3://large/v3/image.iso)" 100000
  rm -rf "$work"/large-*

  check "mb" "$deltaglider" mb s3://large
  check "5 GiB + 1 byte, and the same with one edit" make_huge_objects
  check "put of 5 GiB + 1" "$deltaglider" cp "$work/large-1.bin" s3://large/v1/image.iso
  check "put of 5 GiB + 1 with one edit" "$deltaglider" cp "$work/large-2.bin" s3://large/v2/image.iso
  check "get of 5 GiB + 1 with one edit" "$deltaglider" cp s3://large/v2/image.iso "$work/large-got"
  check "its bytes are those that were put" cmp "$work/large-2.bin" "$work/large-got"
  check_at_most "5 GiB + 1: bytes of the delta" "$(stored_size s3://large/v2/image.iso)" 100000
  rm -rf "$work"/large-*
  unset DELTAGLIDER_JAVA_OPTS
}
