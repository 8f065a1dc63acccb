"""Compares the tests that failed with a list of those that are known to.

  failed-tests.py REPORTS LIST     fails if any other failed, or one of the list passed, or too few ran

A line of the list is a test's name; one that begins with ~ is of a race, which may also be won. What
follows # says why.
"""
import pathlib
import sys
import xml.etree.ElementTree as ElementTree

FEWEST = 350

reports, known_list = sys.argv[1:]
lines = [line.split("#")[0].strip() for line in pathlib.Path(known_list).read_text().splitlines()]
races = {line[1:].strip() for line in lines if line.startswith("~")}
known = {line for line in lines if line and not line.startswith("~")}
ran, failed = 0, set()
for report in pathlib.Path(reports).glob("TEST-*.xml"):
    for case in ElementTree.parse(report).getroot().iter("testcase"):
        ran += 1
        if case.find("failure") is not None or case.find("error") is not None:
            failed.add(case.get("name"))
print(f"{ran} tests ran, {len(failed)} failed, {len(known)} are known to fail")
for name in sorted(failed - known - races):
    print("failed:", name)
for name in sorted(known - failed):
    print("known to fail, but passed:", name)
sys.exit(0 if ran >= FEWEST and known <= failed <= known | races else 1)
