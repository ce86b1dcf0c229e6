import { DataSource } from 'typeorm';
import { loadConfig } from '../../api/config';
import { createDataSource } from '../../api/platform/database/data-source';
import { migrate } from '../../api/platform/database/migrate';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../support/engines';

function dataSourceOn(database: TestDatabase): DataSource {
  return createDataSource(loadConfig({ NODE_ENV: 'test', DATABASE_URL: database.url }));
}

describe('the schema', () => {
  it('has every column that an entity speaks of, with its type and nullability', async () => {
    const database = await createTestDatabase();
    const dataSource = await dataSourceOn(database).initialize();
    const rows: { key: string; type: string; nullable: boolean }[] = await dataSource.query(
      `SELECT table_name || '.' || column_name AS key, CASE WHEN data_type = 'ARRAY' THEN substr(udt_name, 2) || '[]' ELSE udt_name END AS type,
         is_nullable = 'YES' AS nullable FROM information_schema.columns WHERE table_schema = 'public'`,
    );
    const columns = new Map(rows.map((row) => [row.key, row]));
    const wrong: string[] = [];
    for (const entity of dataSource.entityMetadatas) {
      for (const column of entity.columns) {
        const key = `${entity.tableName}.${column.databaseName}`;
        const found = columns.get(key);
        if (found === undefined) wrong.push(`${key} does not exist`);
        else if (found.nullable !== column.isNullable)
          wrong.push(`${key} is ${found.nullable ? '' : 'not '}nullable`);
        else if (found.type !== internalName(String(column.type), column.isArray))
          wrong.push(`${key} is ${found.type}`);
      }
    }
    await dataSource.destroy();
    await database.drop();
    expect(wrong).toEqual([]);
  });

  it('comes from migrations that four processes may apply at once', async () => {
    const database = await createEmptyDatabase();
    const sources = await Promise.all(Array.from({ length: 4 }, () => dataSourceOn(database).initialize()));
    const applied = await Promise.all(sources.map((source) => migrate(source)));
    expect(applied.filter((names) => names.length > 0)).toHaveLength(1);
    await Promise.all(sources.map((source) => source.destroy()));
    await database.drop();
  });

  it('takes the newest migration over a database that the one before filled', async () => {
    const database = await createEmptyDatabase();
    const source = dataSourceOn(database);
    const all = source.options.migrations as unknown as (new () => object)[];
    const before = new DataSource({ ...source.options, migrations: all.slice(0, -1) });
    await before.initialize();
    await migrate(before);
    await before.query(
      `INSERT INTO member (email, name, role, time_zone, language) VALUES ('a@example.com', 'Ada', 'CSM', 'UTC', 'en')`,
    );
    await before.query(
      `WITH ids AS (SELECT uuidv7() AS account, uuidv7() AS assignment),
       opened AS (INSERT INTO team_assignment (id, account_id, member_id, role, started_at)
         SELECT ids.assignment, ids.account, member.id, 'OWNER', now() FROM ids, member)
       INSERT INTO account (id, name, segment, tier, lifecycle_stage, currency, time_zone, language, owner_id, owner_assignment_id)
       SELECT ids.account, 'Acme', 'ENTERPRISE', 'KEY', 'PROSPECT', 'EUR', 'UTC', 'en', member.id, ids.assignment FROM ids, member`,
    );
    await before.destroy();
    await source.initialize();
    expect(await migrate(source)).toHaveLength(1);
    expect(await source.query('SELECT name FROM account')).toEqual([{ name: 'Acme' }]);
    await source.destroy();
    await database.drop();
  });
});

/** PostgreSQL's own name of a type as TypeORM says it. */
function internalName(type: string, isArray: boolean): string {
  const names: Record<string, string> = {
    integer: 'int4',
    bigint: 'int8',
    boolean: 'bool',
    smallint: 'int2',
  };
  return `${names[type] ?? type}${isArray ? '[]' : ''}`;
}
