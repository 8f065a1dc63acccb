#!/usr/bin/env python3
"""Runs the same commands with `aws s3` and with `deltaglider` on one S3 server, and compares what they print,
how they end, and what they leave behind: keys, bytes and local files.

usage: side-by-side.py AWS DELTAGLIDER ENDPOINT,ENDPOINT... [NAME-PART]

The endpoints are those of moto servers, which can be reset; each serves one case at a time. Every difference that is allowed is named in its case, and
docs/CLI.md lists it with its reason. The last line is "N cases, N differ".
"""
import concurrent.futures
import dataclasses
import hashlib
import os
import pathlib
import queue
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request

BUCKET = "compare"
OTHER = "elsewhere"
OLD = "200001010000"  # as touch -t takes it: before anything on the server
NEW = "203601010000"  # after it
AN_HOUR_AGO = time.time() - 3600  # what is as new as its upload is uploaded again

# What the exit codes of aws become here: ours tell more apart. docs/CLI.md, "Exit codes".
EXIT_CODES = {0: {0}, 1: {1, 3, 4, 5, 6, 7}, 2: {1}, 252: {2}, 254: {3, 5, 6}, 255: {2, 3, 5, 7}}


@dataclasses.dataclass
class Case:
    """One comparison.

    setup are the objects that are there, by bucket and key; files are changes of the local tree, run by a shell;
    run are the commands that are compared. Where ours may differ: output, if lines may, exit, what ours must be for each
    command, state, if keys or files may.
    """

    name: str
    run: list
    setup: dict = dataclasses.field(default_factory=dict)
    files: str = ""
    output: bool = True
    exit: list = None
    state: bool = True


@dataclasses.dataclass
class Outcome:
    exit_code: int
    lines: list
    error: str


class Tool:
    def __init__(self, command, environment):
        self.command = command
        self.environment = environment

    def run(self, arguments, directory, endpoint):
        command = [word.replace("ENDPOINT", endpoint) for word in self.command]
        process = subprocess.run(
            ["bash", "-c", f"exec {shlex.join(command)} {arguments}"],
            cwd=directory, env=self.environment, capture_output=True, text=True, stdin=subprocess.DEVNULL)
        return Outcome(process.returncode, shape(process.stdout), process.stderr.strip())


def shape(text):
    """Lines without times and progress, in no order: transfers run side by side."""
    lines = re.split(r"[\r\n]+", text)
    lines = [re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", "TIME", line).rstrip() for line in lines]
    return sorted(line for line in lines if line and not line.startswith("Completed "))


def digest(data):
    return hashlib.sha256(data).hexdigest()[:12] + f" {len(data)}"


def files(directory):
    return {
        str(file.relative_to(directory)): digest(file.read_bytes())
        for file in sorted(directory.rglob("*")) if file.is_file() and file.name != ".deltaglider-build"
    }


# moto wants an identity and checks none.
HEADERS = {
    "Authorization": "AWS4-HMAC-SHA256 Credential=key/20260101/us-east-1/s3/aws4_request, Signature=none",
    "Content-Type": "binary/octet-stream",
}


def http(method, url, data=None):
    with urllib.request.urlopen(urllib.request.Request(url, data, HEADERS, method=method)) as answer:
        return answer.read()


def objects(endpoint):
    """Keys and contents as they are stored: objects as small as these are never deltas."""
    found = {}
    for bucket in re.findall(r"<Name>(.*?)</Name>", http("GET", endpoint + "/").decode()):
        found[bucket] = "is there"
        for key in re.findall(r"<Key>(.*?)</Key>", http("GET", f"{endpoint}/{bucket}?list-type=2").decode()):
            if not key.startswith(".deltaglider/"):
                found[f"{bucket}/{key}"] = digest(http("GET", f"{endpoint}/{bucket}/{key}"))
    return found


def fixture(directory):
    for name, content in {"f.txt": "hello\n", **{f"tree/{name}": content for name, content in TREE.items()}}.items():
        file = directory / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content)
        os.utime(file, (AN_HOUR_AGO, AN_HOUR_AGO))


def attempt(case, tool, endpoint):
    http("POST", endpoint + "/moto-api/reset")
    for bucket in (BUCKET, OTHER):
        http("PUT", f"{endpoint}/{bucket}")
    for key, content in case.setup.items():
        http("PUT", f"{endpoint}/{key}", content.encode())
    directory = pathlib.Path(tempfile.mkdtemp())
    try:
        fixture(directory)
        if case.files:
            subprocess.run(["bash", "-ec", case.files], cwd=directory, check=True)
        outcomes = [tool.run(command, directory, endpoint) for command in case.run]
        return outcomes, objects(endpoint), files(directory)
    finally:
        shutil.rmtree(directory)


def compare(case, ours, theirs):
    """Returns what differs and may not."""
    differences = []
    for index, (command, our, their) in enumerate(zip(case.run, ours[0], theirs[0])):
        allowed = {case.exit[index]} if case.exit else EXIT_CODES[their.exit_code]
        if our.exit_code not in allowed:
            differences.append(f"{command}: exit {our.exit_code}, aws {their.exit_code}: {our.error} | {their.error}")
        if case.output and our.lines != their.lines:
            differences.append(f"{command}: prints {our.lines}, aws {their.lines} {our.error}")
        if bool(our.error) != bool(their.error) and not case.exit:
            differences.append(f"{command}: errors {our.error!r}, aws {their.error!r}")
    if case.state:
        for what, our, their in (("objects", ours[1], theirs[1]), ("files", ours[2], theirs[2])):
            if our != their:
                differences.append(f"{what}: {our}, aws {their}")
    return differences


TREE = {"a.txt": "a\n", "b.log": "bb\n", "sub/c.txt": "ccc\n", "sub/d.log": "dd\n", "empty.txt": ""}
UPLOADED = {f"{BUCKET}/app/{name}": content for name, content in TREE.items()}
SIBLINGS = {**UPLOADED, f"{BUCKET}/app2/x.txt": "x\n", f"{BUCKET}/app.txt": "y\n"}


def cases():
    yield from copies()
    yield from filters()
    yield from moves()
    yield from removals()
    yield from listings()
    yield from buckets()
    yield from syncs()
    yield from mistakes()


def copies():
    b = f"s3://{BUCKET}"
    yield Case("upload to a key", [f"cp f.txt {b}/renamed.txt"])
    yield Case("upload into a prefix", [f"cp f.txt {b}/rel/v1/"])
    yield Case("upload to a bucket", [f"cp f.txt {b}"])
    yield Case("upload to a key without a slash", [f"cp f.txt {b}/rel/v1"])
    yield Case("upload a tree", [f"cp --recursive tree {b}/app"])
    yield Case("upload a tree into a prefix", [f"cp --recursive tree/ {b}/app/"])
    yield Case("upload a tree, rehearsed", [f"cp --recursive --dryrun tree {b}/app"])
    yield Case("upload quietly", [f"cp --quiet f.txt {b}/q.txt", f"cp --only-show-errors f.txt {b}/e.txt"])
    yield Case("download to a file", [f"cp {b}/app/a.txt got.txt"], UPLOADED)
    yield Case("download into a directory", [f"cp {b}/app/a.txt tree/sub", f"cp {b}/app/b.log ."], UPLOADED)
    yield Case("download into a new directory", [f"cp {b}/app/a.txt new/dir/"], UPLOADED)
    yield Case("download a prefix", [f"cp --recursive {b}/app out"], SIBLINGS)
    yield Case("download a prefix with its slash", [f"cp --recursive {b}/app/ out"], SIBLINGS)
    yield Case("download a bucket", [f"cp --recursive {b} out"], SIBLINGS)
    yield Case("copy to a key", [f"cp {b}/app/a.txt {b}/copy.txt", f"cp {b}/app/a.txt s3://{OTHER}/"], UPLOADED)
    yield Case("copy a prefix", [f"cp --recursive {b}/app {b}/other"], SIBLINGS)
    yield Case("copy to another bucket", [f"cp --recursive {b}/app/ s3://{OTHER}"], SIBLINGS)
    yield Case("standard output", [f"cp {b}/app/a.txt -"], UPLOADED)
    yield Case("standard input", [f"cp - {b}/stdin.txt <f.txt", f"cp {b}/stdin.txt -"])
    yield Case("content type and metadata",
               [f"cp --content-type text/x-special --metadata a=1,b=2 f.txt {b}/m", f"ls {b}"])


def filters():
    b = f"s3://{BUCKET}"
    tree = f"cp --recursive tree {b}/app "
    yield Case("exclude", [tree + "--exclude '*.log'"])
    yield Case("exclude all, include some", [tree + "--exclude '*' --include '*.txt'"])
    yield Case("include before exclude has no effect", [tree + "--include '*.txt' --exclude '*'"])
    yield Case("the last match wins", [tree + "--exclude '*' --include '*.txt' --exclude 'sub/*' --include 'sub/d.log'"])
    yield Case("patterns with sets", [tree + "--exclude '*' --include '[ab].*' --include 'sub/?.tx[!a-s]'"])
    yield Case("filters on a download", [f"cp --recursive {b}/app out --exclude 'sub/*'"], UPLOADED)
    yield Case("filters on a removal", [f"rm --recursive {b}/app --exclude '*' --include '*.log'"], UPLOADED)
    yield Case("filters on a move", [f"mv --recursive {b}/app {b}/moved --exclude '*.txt'"], UPLOADED)
    yield Case("filters on a sync", [f"sync tree {b}/app --delete --exclude '*.log'"],
               {f"{BUCKET}/app/gone.txt": "gone", f"{BUCKET}/app/kept.log": "kept"})


def moves():
    b = f"s3://{BUCKET}"
    yield Case("move up", [f"mv f.txt {b}/moved.txt"])
    yield Case("move a tree up", [f"mv --recursive tree {b}/app"])
    yield Case("move down", [f"mv {b}/app/a.txt got.txt"], UPLOADED)
    yield Case("move a prefix down", [f"mv --recursive {b}/app/ out"], SIBLINGS)
    yield Case("move within a bucket", [f"mv {b}/app/a.txt {b}/moved.txt"], UPLOADED)
    yield Case("move a prefix", [f"mv --recursive {b}/app s3://{OTHER}/x"], SIBLINGS)
    yield Case("move, rehearsed", [f"mv --dryrun --recursive {b}/app s3://{OTHER}/x"], SIBLINGS)
    yield Case("move what is not there", [f"mv {b}/nothing {b}/moved.txt"])


def removals():
    b = f"s3://{BUCKET}"
    yield Case("remove", [f"rm {b}/app/a.txt"], UPLOADED)
    yield Case("remove what is not there", [f"rm {b}/nothing"])
    yield Case("remove a prefix with its slash", [f"rm --recursive {b}/app/"], SIBLINGS)
    yield Case("remove, rehearsed", [f"rm --dryrun --recursive {b}/app/"], SIBLINGS)
    yield Case("remove a prefix without objects", [f"rm --recursive {b}/nothing/"], SIBLINGS)
    yield Case("remove all", [f"rm --recursive {b}", f"ls {b}"], SIBLINGS)


def listings():
    b = f"s3://{BUCKET}"
    yield Case("list buckets", ["ls"])
    yield Case("list a bucket", [f"ls {b}"], SIBLINGS)
    yield Case("list a prefix", [f"ls {b}/app/", f"ls {b}/app"], SIBLINGS)
    yield Case("list one object", [f"ls {b}/app/a.txt"], SIBLINGS)
    yield Case("list all", [f"ls --recursive {b}/app", f"ls --recursive --human-readable --summarize {b}"], SIBLINGS)
    yield Case("list nothing", [f"ls {b}/nothing", f"ls {b}"])
    yield Case("list a bucket that is not there", ["ls s3://not-there"])


def buckets():
    yield Case("make and remove a bucket", ["mb s3://made", "ls", "rb s3://made", "ls"])
    yield Case("remove a bucket with objects", [f"rb s3://{BUCKET}", "ls"], UPLOADED)
    yield Case("remove a bucket by force", [f"rb --force s3://{BUCKET}", "ls"], UPLOADED, state=False)
    yield Case("remove a bucket that is not there", ["rb s3://not-there"])


def syncs():
    b = f"s3://{BUCKET}"
    yield Case("sync up", [f"sync tree {b}/app", f"sync tree {b}/app"])
    yield Case("sync down", [f"sync {b}/app out", f"sync {b}/app out"], SIBLINGS)
    yield Case("sync across", [f"sync {b}/app s3://{OTHER}/x", f"sync {b}/app s3://{OTHER}/x"], SIBLINGS)
    yield Case("sync, rehearsed", [f"sync --dryrun --delete tree {b}/app2"], SIBLINGS)
    yield Case("sync up and delete", [f"sync --delete tree {b}/app"], UPLOADED, "rm tree/a.txt tree/sub/d.log")
    yield Case("sync down and delete", [f"sync --delete {b}/app tree"], UPLOADED, "echo x >tree/more.txt; rm tree/b.log")
    yield Case("sync across and delete", [f"sync --delete {b}/app s3://{OTHER}"],
               {**SIBLINGS, f"{OTHER}/more.txt": "more"})
    yield Case("sync a bucket's root with delete", [f"sync --delete tree {b}"], SIBLINGS)
    for age, touched in (("older", OLD), ("newer", NEW)):
        for size, content in (("same size", "A"), ("another size", "AAA")):
            change = f"echo {content} >tree/a.txt; touch -t {touched} tree/a.txt; touch -t {OLD} tree/*.log tree/sub/* tree/e*"
            for option in ("", "--size-only ", "--exact-timestamps "):
                yield Case(f"sync up {option}a file that is {age}, {size}", [f"sync {option}tree {b}/app"], UPLOADED, change)
                change_down = f"echo {content} >tree/a.txt; touch -t {touched} tree/a.txt; touch -t {NEW} tree/*.log tree/sub/* tree/e*"
                yield Case(f"sync down {option}over a file that is {age}, {size}", [f"sync {option}{b}/app tree"], UPLOADED,
                           change_down)


def mistakes():
    b = f"s3://{BUCKET}"
    yield Case("upload what is not there", [f"cp nothing.txt {b}/x", f"cp --recursive nothing {b}/x"])
    yield Case("download what is not there", [f"cp {b}/nothing x.txt"])
    yield Case("download a prefix without objects", [f"cp --recursive {b}/nothing out", f"sync {b}/nothing out"])
    yield Case("upload to a bucket that is not there", ["cp f.txt s3://not-there/x", "sync tree s3://not-there"])
    yield Case("unknown option", [f"cp --no-such-option f.txt {b}/x"])
    yield Case("unknown command", ["copy f.txt"])
    yield Case("too few arguments", ["cp f.txt"])
    yield Case("two local files", ["cp f.txt g.txt"])
    yield Case("a directory without --recursive", [f"cp tree {b}/x"])
    # moto says yes to an owner, as AWS does in its oldest region; ours never takes a bucket for a new one.
    yield Case("a bucket that is there", [f"mb {b}"], output=False, exit=[6])


def main():
    aws_path, deltaglider, endpoints = sys.argv[1:4]
    part = sys.argv[4] if len(sys.argv) > 4 else ""
    with tempfile.TemporaryDirectory() as home:
        environment = {
            "PATH": os.environ["PATH"], "HOME": home, "TZ": "UTC", "LC_ALL": "C.UTF-8", "AWS_ACCESS_KEY_ID": "key",
            "AWS_SECRET_ACCESS_KEY": "secret", "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_EC2_METADATA_DISABLED": "true", "JAVA_HOME": os.environ.get("JAVA_HOME", ""),
        }
        aws = Tool([aws_path, "--endpoint-url", "ENDPOINT", "s3"], environment)
        ours = Tool([deltaglider, "--endpoint-url", "ENDPOINT"], environment)
        free = queue.Queue()
        for endpoint in endpoints.split(","):
            free.put(endpoint)

        def examine(case):
            endpoint = free.get()
            try:
                return compare(case, attempt(case, ours, endpoint), attempt(case, aws, endpoint))
            finally:
                free.put(endpoint)

        chosen = [case for case in cases() if part in case.name]
        differing = 0
        with concurrent.futures.ThreadPoolExecutor(free.qsize()) as pool:
            for case, differences in zip(chosen, pool.map(examine, chosen)):
                if differences:
                    differing += 1
                    print(f"{case.name}:", *differences, sep="\n  ", flush=True)
    print(f"{len(chosen)} cases, {differing} differ")
    return 0 if chosen and not differing else 1


if __name__ == "__main__":
    sys.exit(main())
