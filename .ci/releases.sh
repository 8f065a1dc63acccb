# Real releases through the command line: kept in a local archive, compared after getting them back,
# read by the stock xdelta3. Sourced by .ci/run, which sets root and work.
# shellcheck shell=bash

: "${root:?}" "${work:?}"
deltaglider=$root/deltaglider
corpora=$root/deltaglider-benchmark/target/corpora
bucket=releases

# The releases: product, type, versions, what a file is called.
products() {
  cat <<'LIST'
tomcat zip 10.1.40 10.1.41 10.1.42 tomcat-VERSION.zip
tomcat tar.gz 10.1.40 10.1.41 10.1.42 tomcat-VERSION.tar.gz
apache-maven zip 3.9.7 3.9.8 3.9.9 apache-maven-VERSION-bin.zip
apache-maven tar.gz 3.9.7 3.9.8 3.9.9 apache-maven-VERSION-bin.tar.gz
spark-core jar 3.5.3 3.5.4 3.5.5 spark-core_2.13-VERSION.jar
LIST
}

file_of() { # pattern version
  echo "$corpora/${1/VERSION/$2}"
}

field() { # json name
  sed -n "s/.*\"$2\":\"\{0,1\}\([^\",}]*\).*/\1/p" <<<"$1"
}

# An entry of a stored object's metadata: the adapter keeps it behind the body, in the same file.
entry() { # key name
  tail -c 4096 "$store/$bucket/$1%object" | grep -ao "\"$2\":\"[^\"]*\"" | cut -d'"' -f4
}

# The body of a stored object.
body() { # key size
  head -c "$2" "$store/$bucket/$1%object"
}

# Puts one version and remembers what it cost.
put_version() { # product type version file
  local key=v$3/$1.$2 json
  json=$("$deltaglider" --json cp "$4" "s3://$bucket/$key")
  echo "$1 $2 $3 $(field "$json" size) $(field "$json" storedSize) $(field "$json" form)" >>"$work/put.txt"
}

get_version() { # product type version file
  "$deltaglider" cp "s3://$bucket/v$3/$1.$2" "$work/got"
  cmp "$work/got" "$4"
  rm "$work/got"
}

# An object of ours, its dg-ref-key and its metadata are all that the stock tool needs.
stock_reads() { # product type version file option...
  local key=v$3/$1.$2 reference
  reference=$(entry "$key" dg-ref-key)
  body "$reference" "$(entry "$reference" dg-file-size)" >"$work/reference.bin"
  body "$key" "$(entry "$key" dg-delta-size)" >"$work/delta"
  xdelta3 -d -f "${@:5}" -s "$work/reference.bin" "$work/delta" "$work/stock"
  cmp "$work/stock" "$4"
  test "$(sha256sum <"$work/stock" | cut -d' ' -f1)" = "$(entry "$key" dg-file-sha256)"
  rm "$work/stock"
}

print_table() {
  printf '\n%-14s %-7s %-8s %12s %12s %s\n' product type version size stored saved
  while read -r product type version size stored form; do
    awk -v size="$size" -v stored="$stored" -v p="$product" -v t="$type" -v v="$version" -v f="$form" 'BEGIN {
      printf "%-14s %-7s %-8s %12d %12d %s\n", p, t, v, size, stored,
        f == "reference" ? "(reference)" : sprintf("%.1f %%", 100 * (size - stored) / size) }'
  done <"$work/put.txt"
  echo
}

# Later versions may cost no more than these per mille of the first one, or all versions together no
# more than that, if one of them became a reference.
check_cost() { # product type per-mille-of-2nd per-mille-of-3rd
  local costs first second third together
  costs=$(awk -v p="$1" -v t="$2" '$1 == p && $2 == t { print $4, $5, $6 }' "$work/put.txt")
  first=$(awk 'NR == 1 { print $1 }' <<<"$costs")
  second=$(awk 'NR == 2 { print $2 }' <<<"$costs")
  third=$(awk 'NR == 3 { print $2 }' <<<"$costs")
  together=$((first * (1000 + $3 + $4) / 1000))
  if grep -q "reference$" <<<"$(tail -n 2 <<<"$costs")"; then
    check_at_most "$1.$2: all versions together" $((first + second + third)) "$together"
  else
    check_at_most "$1.$2: second version" "$second" $((first * $3 / 1000))
    check_at_most "$1.$2: third version" "$third" $((first * $4 / 1000))
  fi
}

# Two processes at once put the first versions of one family, into a store with nothing in it.
race_of_first_puts() {
  export DG_STORE=file:$work/race-store DG_CACHE_DIR=$work/race-cache
  "$deltaglider" mb "s3://$bucket"
  local first second
  first=$(file_of spark-core_2.13-VERSION.jar 3.5.3)
  second=$(file_of spark-core_2.13-VERSION.jar 3.5.4)
  "$deltaglider" cp "$first" "s3://$bucket/v1/spark.jar" &
  local one=$!
  "$deltaglider" cp "$second" "s3://$bucket/v2/spark.jar"
  wait "$one"
  "$deltaglider" cp "s3://$bucket/v1/spark.jar" "$work/one"
  "$deltaglider" cp "s3://$bucket/v2/spark.jar" "$work/two"
  cmp "$work/one" "$first"
  cmp "$work/two" "$second"
  "$deltaglider" verify --recursive "s3://$bucket"
  rm -r "$work/race-store" "$work/race-cache"
}

delta_roundtrip() { # source target
  "$deltaglider" delta encode --source "$1" --target "$2" --output "$work/pair.vcdiff"
  xdelta3 -d -D -f -s "$1" "$work/pair.vcdiff" "$work/pair.target"
  cmp "$work/pair.target" "$2"
  "$deltaglider" delta decode --source "$1" --delta "$work/pair.vcdiff" --output "$work/pair.target"
  cmp "$work/pair.target" "$2"
}

check_delta() { # pattern source target limit
  check "delta of $3 against $2 (${1/VERSION/*}), read by xdelta3" \
    delta_roundtrip "$(file_of "$1" "$2")" "$(file_of "$1" "$3")"
  check_at_most "its bytes" "$(stat -c %s "$work/pair.vcdiff")" "$4"
}

nothing_is_left() {
  [ -z "$(find "$DG_SCRATCH_DIR" -type f)" ]
  [ -z "$(find "$store" -name '*.tmp')" ]
}

check_releases() {
  store=$work/store
  export DG_STORE=file:$store DG_CACHE_DIR=$work/cache DG_SCRATCH_DIR=$work/scratch
  mkdir "$DG_SCRATCH_DIR"
  check "corpora are fetched by their coordinates" "$root/deltaglider-benchmark/run" fetch
  check "the command builds itself and starts" "$deltaglider" --version
  check "mb" "$deltaglider" mb "s3://$bucket"
  local product type first second third pattern version file
  while read -r product type first second third pattern; do
    for version in "$first" "$second" "$third"; do
      file=$(file_of "$pattern" "$version")
      check "put v$version/$product.$type" put_version "$product" "$type" "$version" "$file"
    done
  done < <(products)
  while read -r product type first second third pattern; do
    for version in "$first" "$second" "$third"; do
      file=$(file_of "$pattern" "$version")
      check "get v$version/$product.$type" get_version "$product" "$type" "$version" "$file"
      check "xdelta3 -d -D reads v$version/$product.$type" \
        stock_reads "$product" "$type" "$version" "$file" -D
      # Without -D it decompresses what begins like gzip; older readers do so.
      if [ "$type" != tar.gz ]; then
        check "xdelta3 -d reads v$version/$product.$type" \
          stock_reads "$product" "$type" "$version" "$file"
      fi
    done
  done < <(products)
  print_table
  check_cost spark-core jar 27 27
  check_cost apache-maven zip 545 680
  check "verify" "$deltaglider" verify --recursive "s3://$bucket"
  check_delta tomcat-VERSION.zip 10.1.40 10.1.41 7600000
  check_delta spark-core_2.13-VERSION.jar 3.5.4 3.5.5 101000
  check_delta apache-maven-VERSION-bin.zip 3.9.8 3.9.9 2760000
  check "two processes put the first versions of a family at once" race_of_first_puts
  check "demo" "$deltaglider" demo
  check "rm and rb" bash -c "'$deltaglider' rm --recursive s3://$bucket && '$deltaglider' rb s3://$bucket"
  check "nothing is left in scratch and staging" nothing_is_left
}
