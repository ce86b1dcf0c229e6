import { createServer, type ServerResponse } from 'node:http';
import { Pool } from 'pg';
import { readCases } from '../cases/all';

/**
 * What the machine could do at best in Node: bare `http`, one named prepared statement that was written by hand and
 * builds the whole answer, its text written to the socket as it came. No GraphQL, nobody asked who they are.
 *
 *   DATABASE_URL=… PORT=… POOL=10 node dist/bench/contenders/ceiling-server.js
 *   GET /book, /flat, /account/<id>
 */
const pool = new Pool({
  connectionString: process.env['DATABASE_URL'],
  max: Number(process.env['POOL'] ?? 10),
});
const statements = new Map(readCases.map(({ name, ceiling }) => [name, { name, text: ceiling }]));

createServer((request, response) => {
  const [, name = '', accountId] = (request.url ?? '').split('/');
  answer(name, accountId, response).catch((error: unknown) => {
    console.error(error);
    response.writeHead(500).end();
  });
}).listen(Number(process.env['PORT']), '127.0.0.1');

async function answer(name: string, accountId: string | undefined, response: ServerResponse): Promise<void> {
  const statement = statements.get(name);
  if (statement === undefined) return void response.writeHead(404).end();
  const values = accountId === undefined ? [] : [accountId];
  const { rows } = await pool.query<{ body: string }>({ ...statement, values });
  const body = rows[0]?.body ?? '';
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  response.end(body);
}
