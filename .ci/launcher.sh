# The launcher and the class archive that it makes. Sourced by .ci/run.
# shellcheck shell=bash

: "${work:?}" "${root:?}"

# A distribution of its own, so that nobody else sees what is done to it.
own_distribution() {
  "$root/deltaglider" --version
  rm -rf "$work/launched"
  cp -a "$root/deltaglider-cli/target/distribution" "$work/launched"
  rm -f "$work/launched"/lib/classes-*
}

starts() { # JAVA_HOME
  [[ $(JAVA_HOME=$1 "$work/launched/bin/deltaglider" --version 2>&1) == "deltaglider "* ]]
}

archives() {
  find "$work/launched/lib" -name 'classes-*' -size +1M -name '*.jsa' | sort
}

# Whether a start takes a class from the archive.
shares() { # JAVA_HOME class
  JAVA_HOME=$1 DELTAGLIDER_JAVA_OPTS=-Xlog:class+load:stdout "$work/launched/bin/deltaglider" --version \
    >"$work/loaded.txt"
  grep -qF "$2 source: shared objects file" "$work/loaded.txt"
}

# Of Java 17's archives only a static one holds picocli's old class files; Java 25's never does.
archive_is_made_once() {
  local before
  own_distribution
  starts "$1"
  before=$(stat -c '%i %n' "$work/launched"/lib/classes-*.jsa)
  [ "$(archives | wc -l)" -eq 1 ]
  shares "$1" picocli.CommandLine
  shares "$1" io.deltaglider.cli.command.CommandLines
  [ "$(stat -c '%i %n' "$work/launched"/lib/classes-*.jsa)" = "$before" ]
}

each_java_has_its_own() {
  starts "$2"
  shares "$2" io.deltaglider.cli.command.CommandLines
  shares "$1" io.deltaglider.cli.command.CommandLines
  [ "$(archives | wc -l)" -eq 2 ]
}

changed_jar_gets_another() {
  local before
  before=$(archives | xargs stat -c %i)
  touch "$work/launched"/lib/picocli-*.jar -d 'now + 1 year'
  starts "$1"
  shares "$1" io.deltaglider.cli.command.CommandLines
  [ "$(archives | xargs stat -c %i)" != "$before" ]
  before=$(archives | xargs stat -c %i)
  starts "$1"
  [ "$(archives | xargs stat -c %i)" = "$before" ]
}

damaged_archive_harms_nothing() {
  local archive
  for archive in $(archives); do
    chmod u+w "$archive"
    head -c 100000 /dev/urandom >"$archive"
    touch -d 'now + 2 years' "$archive"
  done
  starts "$1"
}

# As another user, because root may write anywhere.
unwritable_directory_harms_nothing() {
  rm -f "$work/launched"/lib/classes-*
  chmod 755 "$work"
  setpriv --reuid 65534 --regid 65534 --clear-groups env JAVA_HOME="$1" HOME=/nonexistent \
    "$work/launched/bin/deltaglider" --version
  [ -z "$(find "$work/launched/lib" -name 'classes-*')" ]
}

# What kills the making leaves nothing behind, and the next start makes it.
killed_making_leaves_nothing() {
  local launcher
  JAVA_HOME=$1 setsid "$work/launched/bin/deltaglider" --version &
  launcher=$!
  sleep 2
  kill -TERM -- "-$launcher"
  if wait "$launcher"; then
    echo "the start ended before it was killed"
    return 1
  fi
  [ -z "$(find "$work/launched/lib" -name 'classes-*')" ]
  starts "$1"
  shares "$1" io.deltaglider.cli.command.CommandLines
}

check_launcher() {
  local old new
  old=$(jdk 17)
  new=$(jdk 25)
  check "the first start makes a class archive, later ones use it" archive_is_made_once "$old"
  check "each Java has an archive of its own" each_java_has_its_own "$old" "$new"
  check "after a change of a jar the archive is made anew, once" changed_jar_gets_another "$old"
  check "a damaged class archive harms nothing" damaged_archive_harms_nothing "$old"
  check "nor does a directory that cannot be written" unwritable_directory_harms_nothing "$old"
  check "a start that is killed leaves no part of an archive" killed_making_leaves_nothing "$old"
}
