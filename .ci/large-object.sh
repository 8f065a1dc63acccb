# A 2 GiB object with one edit through the command line with a small heap. Sourced by .ci/run.
# shellcheck shell=bash

: "${work:?}" "${deltaglider:?}"
large_bytes=2147483648
large_seconds=60
large_delta_bytes=100000

make_large_objects() {
  openssl enc -aes-256-ctr -pass pass:1 -nosalt -pbkdf2 </dev/zero 2>/dev/null |
    head -c $large_bytes >"$work/large-1.bin"
  test "$(stat -c %s "$work/large-1.bin")" -eq $large_bytes
  cp "$work/large-1.bin" "$work/large-2.bin"
  printf 'one edit' | dd of="$work/large-2.bin" bs=1 seek=1234567890 conv=notrunc status=none
}

# timed OUTPUT COMMAND...: writes "seconds kilobytes" of the command's wall time and peak memory.
timed() {
  command time -f '%e %M' -o "$1" "${@:2}"
}

check_large_object() {
  export DG_STORE=file:$work/large-store DG_CACHE_DIR=$work/large-cache DG_SCRATCH_DIR=$work/scratch
  export DELTAGLIDER_JAVA_OPTS='-Xmx256m -XX:MaxDirectMemorySize=64m'
  local key=s3://large/v2/image.iso operation seconds kilobytes
  check "2 GiB object and its edited copy" make_large_objects
  check "mb" "$deltaglider" mb s3://large
  check "put of the first version" "$deltaglider" cp "$work/large-1.bin" s3://large/v1/image.iso
  rm "$work/large-1.bin"
  check "put of the second version" timed "$work/put.time" "$deltaglider" cp "$work/large-2.bin" "$key"
  rm -rf "$work/large-cache" # the get has to read the reference from the store
  check "get of the second version" timed "$work/get.time" "$deltaglider" cp "$key" "$work/large-got"
  check "its bytes are those that were put" cmp "$work/large-2.bin" "$work/large-got"
  for operation in put get; do
    read -r seconds kilobytes <"$work/$operation.time"
    echo "$operation: $seconds s, peak RSS $((kilobytes / 1024)) MiB"
    check_at_most "$operation: seconds" "${seconds%.*}" $((large_seconds - 1))
  done
  check_at_most "bytes of the delta" \
    "$(field "$("$deltaglider" --json ls "$key")" storedSize)" $large_delta_bytes
  unset DELTAGLIDER_JAVA_OPTS
  rm -rf "$work"/large-*
}
