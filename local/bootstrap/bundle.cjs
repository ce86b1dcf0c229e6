'use strict';

// node bundle.cjs <the workflows' entry> <where the bundle goes>
const fs = require('node:fs');
const path = require('node:path');
const { DefaultLogger, bundleWorkflowCode } = require('@temporalio/worker');

async function main([workflowsPath, target]) {
  const { code } = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('WARN') });
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.writeFileSync(`${target}.new`, code);
  fs.renameSync(`${target}.new`, target);
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
