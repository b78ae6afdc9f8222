#!/usr/bin/python3
"""Counts the tests of one or more builds from the reports that ctest and pytest left there.

Usage: count_tests.py BUILD_FOLDER...

A Python file is one test to ctest; its cases are counted from its own report instead. Prints each
failed and each skipped test, then "N passed, N failed, N skipped"; one that is skipped without a
reason counts as failed. Exit code 1 if a test failed or a report is missing.
"""
import pathlib
import re
import sys
import xml.etree.ElementTree as xml


def verdict(case):
    """passed, failed or skipped, and the reason that was given."""
    for tag in ("failure", "error"):
        if (child := case.find(tag)) is not None:
            return "failed", ""
    if case.get("status") == "fail":
        return "failed", ""
    if (child := case.find("skipped")) is not None:
        message = child.get("message", "")
        # To ctest a program that was not built or not found is "not run" as well.
        if case.get("status") == "notrun" and not message.startswith("SKIP_"):
            return "failed", message or "not run"
        reason = gtest_reason(case) or message
        # To ctest the return code of a skipped program is a message.
        if not reason or reason.startswith("SKIP_"):
            return "failed", "skipped without a reason"
        return "skipped", reason
    if case.get("status") == "disabled":
        return "failed", "disabled, which says no reason: skip it with one, or delete it"
    return "passed", ""


def gtest_reason(case):
    """The text a GoogleTest case gave with GTEST_SKIP()."""
    output = case.findtext("system-out") or ""
    found = re.search(r"Skipped\n(.*?)\n", output)
    return found.group(1).strip() if found else ""


def cases_of(build):
    """(name, verdict, reason) of every test of a build."""
    for case in xml.parse(build / "test_report.xml").getroot().iter("testcase"):
        name = case.get("name")
        if not name.startswith("python: "):
            yield name, *verdict(case)
            continue
        stem = re.sub(r"[/.]", "_", name.removeprefix("python: "))
        file = build / "python_reports" / (stem + ".xml")
        cases = list(xml.parse(file).getroot().iter("testcase")) if file.exists() else []
        for inner in cases:
            yield f"{name} {inner.get('name')}", *verdict(inner)
        # A file that could not be read, timed out or crashed leaves no failed case behind.
        outer = verdict(case)
        failed = any(verdict(case)[0] == "failed" for case in cases)
        if not cases or (outer[0] == "failed" and not failed):
            yield name, "failed" if outer[0] == "passed" else outer[0], "no test ran to its end"


def main(builds):
    count = {"passed": 0, "failed": 0, "skipped": 0}
    for build in map(pathlib.Path, builds):
        if not (build / "test_report.xml").exists():
            print(f"failed:  {build.name}: not built, or ctest left no report")
            count["failed"] += 1
            continue
        for name, result, reason in cases_of(build):
            count[result] += 1
            if result != "passed":
                why = f" ({reason})" if reason else ""
                print(f"{result + ':':9}{build.name}: {name}{why}")
    print(f"{count['passed']} passed, {count['failed']} failed, {count['skipped']} skipped")
    return 0 if count["failed"] == 0 and count["passed"] > 0 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
