'use strict';

// PostGraphile over the same database, as its manual tells for production, and with what makes it quickest:
// answers built as text, lists without connections, no explaining, no GraphiQL, no watching, no mutations, named
// prepared statements (its own default). It asks nobody who they are, which is in its favour.
//
//   NODE_ENV=production GRAPHILE_ENV=production DATABASE_URL=… PORT=… POOL=10 node postgraphile.cjs
const { createServer } = require('node:http');
const { PgSimplifyInflectionPreset } = require('@graphile/simplify-inflection');
const { postgraphile } = require('postgraphile');
const { makePgService } = require('postgraphile/adaptors/pg');
const { grafserv } = require('postgraphile/grafserv/node');
const { default: amber } = require('postgraphile/presets/amber');

const preset = {
  extends: [amber, PgSimplifyInflectionPreset],
  // Lets the queries sort by columns whose index PostGraphile doesn't recognise.
  disablePlugins: ['PgIndexBehaviorsPlugin'],
  schema: {
    defaultBehavior: '-insert -update -delete -connection +list -node',
    pgOmitListSuffix: true,
  },
  pgServices: [
    makePgService({
      connectionString: process.env.DATABASE_URL,
      schemas: ['public'],
      poolConfig: { max: Number(process.env.POOL || 10) },
      pubsub: false,
    }),
  ],
  gather: { installWatchFixtures: false },
  grafast: { explain: false },
  grafserv: {
    graphiql: false,
    watch: false,
    websockets: false,
    explain: false,
    outputDataAsString: true,
    maxRequestLength: 1_000_000,
  },
};

async function main() {
  const serv = postgraphile(preset).createServ(grafserv);
  const server = createServer();
  server.on('error', (error) => {
    console.error(error);
    process.exit(1);
  });
  await serv.addTo(server);
  server.listen(Number(process.env.PORT), '127.0.0.1');
  // Node writes its compile cache at an orderly end only.
  process.once('SIGTERM', () => process.exit());
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
