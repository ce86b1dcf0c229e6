import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { withClient } from '../../local/postgres';
import { projectRoot } from '../../local/project-root';
import { createTestDatabase, createTestNamespace, temporalAddress } from '../support/engines';

test('every test database is a copy of its own, and several can be made at once', async () => {
  const databases = await Promise.all(Array.from({ length: 4 }, createTestDatabase));
  await withClient(databases[0]?.url ?? '', (client) => client.query('CREATE TABLE only_here ()'));
  const answers = await Promise.all(
    databases.map(({ url }) =>
      withClient(url, (client) =>
        client.query<{ found: string | null }>(`SELECT to_regclass('only_here') AS found`),
      ),
    ),
  );
  expect(answers.map((answer) => answer.rows[0]?.found)).toEqual(['only_here', null, null, null]);
  await Promise.all(databases.map((database) => database.drop()));
});

test('what PostgreSQL logs of a failed statement holds no values of rows, here and in docker-compose.yml', async () => {
  const database = await createTestDatabase();
  const compose = readFileSync(join(projectRoot, 'docker-compose.yml'), 'utf8');
  for (const [name, value] of [
    ['log_error_verbosity', 'terse'],
    ['log_parameter_max_length_on_error', '0'],
  ] as const) {
    const { rows } = await withClient(database.url, (client) =>
      client.query<{ value: string }>('SELECT setting AS value FROM pg_settings WHERE name = $1', [name]),
    );
    expect(rows).toEqual([{ value }]);
    expect(compose).toContain(`${name}=${value}`);
  }
  await database.drop();
});

test('the shared Temporal server knows a namespace made for one test file, with its search attributes', async () => {
  const namespace = await createTestNamespace();
  const connection = await Connection.connect({ address: temporalAddress() });
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  await connection.close();
  expect(Object.keys(customAttributes)).toEqual(
    expect.arrayContaining(['MainstayAccountId', 'MainstayKind']),
  );
});
