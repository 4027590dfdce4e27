// Prints `N passed, N failed` from vitest's JSON report; exits with 1 unless tests ran and none failed.

import { readFile } from "node:fs/promises";

const text = await readFile(process.argv[2], "utf8");
if (text === "") console.log("no test ran: a check before the tests failed");
const report = text === "" ? { numPassedTests: 0, numFailedTests: 0, testResults: [] } : JSON.parse(text);

// A file that cannot be loaded has no test that could fail, and counts as one.
const brokenFiles = report.testResults.filter(
  ({ status, assertionResults }) =>
    status === "failed" && !assertionResults.some((result) => result.status === "failed"),
);
const failed = report.numFailedTests + brokenFiles.length;

console.log(`${report.numPassedTests} passed, ${failed} failed`);
process.exitCode = failed === 0 && report.numPassedTests > 0 ? 0 : 1;
