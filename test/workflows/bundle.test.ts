import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

test('the code that runs in the sandbox has nothing of the database, of GraphQL or of time zones in it', async () => {
  const workflowsPath = require.resolve('../../workflows/flows');
  const { code } = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') });
  expect(code).toContain('planWelcome');
  for (const stranger of ['typeorm', 'type-graphql', 'reflect-metadata', 'luxon', 'node_modules/pg/']) {
    expect(code.includes(`node_modules/${stranger}`) || code.includes(`require("${stranger}")`)).toBe(false);
  }
  expect(code.length).toBeLessThan(3_000_000);
}, 60_000);
