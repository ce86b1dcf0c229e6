import { startApi, type Caller, type TestApi, type TestMember } from '../support/api';
import type { ImportReport } from '../../api/domains/imports/import.rules';
import { accountsCsv, rowsOf } from '../support/imports';

let api: TestApi;
let owner: TestMember;
let leader: TestMember;
beforeAll(async () => {
  api = await startApi();
  owner = await api.member('CSM');
  leader = await api.member('LEADER');
});
afterAll(() => api.close());

interface Refused {
  readonly errors: readonly {
    readonly message: string;
    readonly extensions: { code: string; problems?: { field: string; message: string }[] };
  }[];
}

/** What an answer has to hold that is refused for one field. */
function refusedFor(field: string): object {
  return {
    status: 400,
    body: { errors: [{ extensions: { code: 'BAD_USER_INPUT', problems: [{ field }] } }] },
  };
}

async function post<Body = ImportReport>(
  as: Caller | null,
  path: string,
  body: string | ReadableStream,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: Body }> {
  const authorization = as === null ? undefined : { authorization: `Bearer ${as.token}` };
  const answer = await fetch(`${api.url}/import/${path}`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'text/csv', ...authorization, ...headers },
    duplex: 'half',
  });
  return { status: answer.status, body: (await answer.json()) as Body };
}

test('leaders, administrators and keys with the scope import; everybody else is refused', async () => {
  const text = accountsCsv(owner.email, [{ external_id: 'who-1' }]);
  const callers: [Caller | null, number][] = [
    [null, 401],
    [{ ...owner, token: 'mss_nonsense' }, 401],
    [owner, 403],
    [await api.member('EXECUTIVE'), 403],
    [await api.member('VIEWER'), 403],
    [await api.apiKey('ACCOUNTS_WRITE', 'TIMELINE_WRITE', 'ACCOUNTS_READ'), 403],
    [leader, 200],
    [await api.member('ADMIN'), 200],
    [await api.apiKey('IMPORT'), 200],
  ];
  for (const [caller, status] of callers) {
    expect((await post(caller, 'accounts?source=who', text)).status).toBe(status);
  }
  const audit = await rowsOf(
    api,
    `SELECT actor_id, operation FROM audit_entry WHERE subject_type = 'Account' AND change = 'CREATED'`,
  );
  expect(audit).toEqual([{ actor_id: leader.rowId, operation: 'importAccounts' }]);
});

test('a dry run writes nothing, and the mapping comes in a header', async () => {
  const mapping = {
    source: 'erp',
    fields: { external_id: 'Nr', owner_email: { constant: owner.email }, name: { template: '№ {Nr}' } },
  };
  const headers = { 'x-mainstay-mapping': Buffer.from(JSON.stringify(mapping)).toString('base64') };
  const text = accountsCsv('', [{ external_id: '7' }]).replace('external_id', 'Nr');
  const names = (): Promise<unknown[]> => rowsOf(api, `SELECT name FROM account WHERE name LIKE '№%'`);
  const plan = await post(leader, 'accounts?dryRun=true', text, headers);
  expect(plan).toMatchObject({ status: 200, body: { dryRun: true, source: 'erp', created: 1 } });
  expect(await names()).toEqual([]);
  expect(await post(leader, 'accounts', text, headers)).toMatchObject({
    body: { dryRun: false, created: 1 },
  });
  expect(await names()).toEqual([{ name: '№ 7' }]);
  const answer = await post<Refused>(leader, 'accounts', text, { 'x-mainstay-mapping': '{"fields"}' });
  expect(answer).toMatchObject(refusedFor('x-mainstay-mapping'));
});

test('only text/csv in UTF-8 is taken, which no foreign page can send without being asked first', async () => {
  const text = accountsCsv(owner.email, [{ external_id: 'csrf-1' }]);
  for (const type of [
    'text/plain',
    'application/json',
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencoded',
  ]) {
    expect((await post(leader, 'accounts', text, { 'content-type': type })).status).toBe(415);
  }
  const latin = await post<Refused>(leader, 'accounts', text, {
    'content-type': 'text/csv; charset=iso-8859-1',
  });
  expect(latin).toMatchObject(refusedFor('content-type'));
  expect((await post(leader, 'accounts', text, { 'content-type': 'text/csv; charset=UTF-8' })).status).toBe(
    200,
  );
});

test('what can’t be imported is told as JSON', async () => {
  const unknown = await post<Refused>(leader, 'invoices', 'a\n');
  expect(unknown).toMatchObject({ status: 404, body: { errors: [{ extensions: { code: 'NOT_FOUND' } }] } });
  const wrong = await post<Refused>(leader, 'accounts?dryrun=yes&updateOnly=maybe', 'a\n');
  expect(wrong.status).toBe(400);
  expect(wrong.body.errors[0]?.extensions.problems?.map(({ field }) => field)).toEqual([
    'dryrun',
    'updateOnly',
  ]);
  const empty = await post<Refused>(leader, 'accounts', '');
  expect(empty).toMatchObject(refusedFor('file'));
  const header = await post<Refused>(leader, 'contacts', 'external_id\n1\n');
  expect(header.body.errors[0]?.message).toContain('It has no account_external_id, name, roles.');
});

test('a file larger than any other request is streamed', async () => {
  const industry = 'x'.repeat(90);
  const rows = Array.from({ length: 9000 }, (_, index) => ({
    external_id: `big-${index}`,
    tier: 'NONE',
    industry,
  }));
  const text = accountsCsv(owner.email, [...rows, { external_id: 'big-last' }]);
  expect(text.length).toBeGreaterThan(1_500_000);
  const { status, body } = await post(leader, 'accounts?source=big', new Blob([text]).stream());
  expect(status).toBe(200);
  expect(body).toMatchObject({ rows: 9001, created: 1, refused: 9000, problemCount: 9000 });
});

test('a file that is refused at its header is answered, however much of it is still to come', async () => {
  const text = `external_id,nonsense\n${'1,2\n'.repeat(1_000_000)}`;
  const answer = await post<Refused>(leader, 'accounts', new Blob([text]).stream());
  expect(answer).toMatchObject({
    status: 400,
    body: { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] },
  });
});
