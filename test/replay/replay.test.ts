import {
  bundleWorkflowCode,
  DefaultLogger,
  Runtime,
  Worker,
  type WorkflowBundleWithSourceMap,
} from '@temporalio/worker';
import { readHistory, recordedHistories } from '../support/temporal-histories';

let workflowBundle: WorkflowBundleWithSourceMap;
beforeAll(async () => {
  const logger = new DefaultLogger('ERROR');
  Runtime.install({ logger });
  workflowBundle = await bundleWorkflowCode({
    workflowsPath: require.resolve('../../workflows/flows'),
    logger,
  });
}, 60_000);
afterAll(() => Runtime.instance().shutdown());

test.each(recordedHistories())('what ran as in %s would run on with today’s code', async (name) => {
  await Worker.runReplayHistory({ workflowBundle }, readHistory(name));
});

test('a history that the code can’t have made is refused', async () => {
  const changed = readHistory('onboarding-refused.json', (text) =>
    text.replaceAll('planWelcome', 'planFarewell'),
  );
  await expect(Worker.runReplayHistory({ workflowBundle }, changed)).rejects.toThrow('not compatible');
});
