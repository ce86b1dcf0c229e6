import { systemContext } from '../../api/system-context';
import { startApi, type TestApi } from '../support/api';
import { accountsCsv, csv, importText, rowsOf } from '../support/imports';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

/** A Wednesday morning on which everybody works. */
const now = new Date('2026-11-25T10:00:00Z');

const told = (): Promise<{ external_id: string }[]> =>
  rowsOf(
    api,
    `SELECT e.external_id FROM outbox_command JOIN account_external_id e USING (account_id)
     WHERE name = 'contactsChanged' ORDER BY e.external_id`,
  );

test('a file that gives a person an address tells every account that waits for one, once', async () => {
  const owner = await api.member('CSM');
  const won = ['x-1', 'x-2'].map((id) => ({ external_id: id, lifecycle_stage: 'ONBOARDING' }));
  await importText(api, 'accounts', accountsCsv(owner.email, won));
  const place = (account: string, email: string): Record<string, string> => ({
    external_id: 'boss',
    account_external_id: account,
    name: 'Bo Boss',
    roles: 'DECISION_MAKER',
    email,
  });
  await importText(api, 'contacts', csv([place('x-1', ''), place('x-2', '')]));
  const runs = await rowsOf<{ accountId: string; workflowId: string }>(
    api,
    'SELECT account_id AS "accountId", workflow_id AS "workflowId" FROM onboarding',
  );
  const ctx = systemContext(api.composition, 'test', now);
  for (const run of runs) {
    expect(await api.composition.services.welcomes.write(ctx, run)).toEqual({ kind: 'NO_DECISION_MAKER' });
  }
  expect(await told()).toEqual([]);
  const one = csv([place('x-1', 'bo@customer.example')]);
  await importText(api, 'contacts', one);
  expect(await told()).toEqual([{ external_id: 'x-1' }, { external_id: 'x-2' }]);
  await importText(api, 'contacts', one);
  expect(await told()).toHaveLength(2);
});
