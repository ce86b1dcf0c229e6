'use strict';

const fs = require('node:fs');

/** Writes down how many tests passed and failed, when whoever started the run wants to know. */
class CountReporter {
  onRunComplete(_contexts, results) {
    const file = process.env.MAINSTAY_TEST_COUNT_FILE;
    if (!file) return;
    // A test file that could not even be loaded counts as one failed test.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    fs.writeFileSync(file, JSON.stringify({ passed: results.numPassedTests, failed }));
  }
}

module.exports = CountReporter;
