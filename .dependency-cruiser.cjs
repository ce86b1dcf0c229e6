'use strict';

/**
 * Who may import what: the table of docs/adr and the architecture, enforced. A rule says what is forbidden, so each
 * `pathNot` below is the list of what is allowed.
 */
const rulesAndShared = String.raw`^api/shared/|\.rules\.ts$`;
const typeOnly = { dependencyTypesNot: ['type-only'] };

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'rules-are-pure',
      comment: 'Shared code and rules run in workflows too: they know each other, Luxon, and nothing else.',
      severity: 'error',
      from: { path: rulesAndShared },
      to: { pathNot: [rulesAndShared, '^node_modules/luxon/', '^node_modules/@types/luxon/'] },
    },
    {
      name: 'entities-are-tables',
      comment: 'An entity knows rules and the entities of its own domain; other domains by foreign key.',
      severity: 'error',
      from: { path: String.raw`^(api/domains/[^/]+)/[^/]+\.entity\.ts$` },
      to: { pathNot: [rulesAndShared, String.raw`^$1/[^/]+\.entity\.ts$`, '^node_modules/typeorm/'] },
    },
    {
      name: 'reads-know-reads',
      comment:
        'A read declaration knows its entities, the reads of other domains, and how reads are declared.',
      severity: 'error',
      from: { path: String.raw`\.reads\.ts$` },
      to: {
        ...typeOnly,
        pathNot: [
          rulesAndShared,
          String.raw`\.(entity|reads|inputs)\.ts$`,
          '^api/platform/(reads|auth)/',
          '^node_modules/sql-template-tag/',
        ],
      },
    },
    {
      name: 'no-cycle-of-domains',
      comment: 'Reads and services have an order: whoever comes later knows who came before.',
      severity: 'error',
      from: { path: String.raw`\.(reads|service|rules|entity|writes)\.ts$` },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'services-know-no-transport',
      comment: 'Services are called by resolvers, activities, imports and tests alike.',
      severity: 'error',
      from: { path: String.raw`\.service\.ts$` },
      to: {
        ...typeOnly,
        path: [
          String.raw`\.(resolver|type)\.ts$`,
          '^api/platform/(graphql|http|telemetry)/',
          '^api/(server|composition|schema|main)',
          '^node_modules/(fastify|@apollo|@as-integrations|type-graphql|graphql|@temporalio)/',
        ],
      },
    },
    {
      name: 'resolvers-delegate',
      comment: 'A resolver authorises, delegates and returns: no SQL, no entities.',
      severity: 'error',
      from: { path: String.raw`\.(resolver|type)\.ts$` },
      to: {
        ...typeOnly,
        path: [
          String.raw`\.entity\.ts$`,
          '^api/platform/database/',
          '^node_modules/(typeorm|pg|sql-template-tag)/',
        ],
      },
    },
    {
      name: 'resolvers-know-their-service',
      comment: 'A resolver gets its services from the composition; it imports them as types.',
      severity: 'error',
      from: { path: String.raw`\.resolver\.ts$` },
      to: { ...typeOnly, path: String.raw`\.service\.ts$` },
    },
    {
      name: 'inputs-before-types',
      comment: 'Types refer to inputs in their decorators; the other way round would load in circles.',
      severity: 'error',
      from: { path: String.raw`^api/domains/.*\.inputs\.ts$` },
      to: { ...typeOnly, path: String.raw`^api/domains/.*\.(type|resolver|service|entity|reads)\.ts$` },
    },
    {
      name: 'api-knows-contracts',
      comment: 'Of the workflows, the API knows the contracts.',
      severity: 'error',
      from: { path: '^api/' },
      to: { path: '^workflows/', pathNot: String.raw`^workflows/flows/[^/]+/contract\.ts$` },
    },
    {
      name: 'workflows-are-deterministic',
      comment: 'What runs in the sandbox: nothing with a decorator, nothing of Node.',
      severity: 'error',
      from: { path: '^workflows/flows/' },
      to: {
        ...typeOnly,
        pathNot: ['^workflows/flows/', rulesAndShared, '^node_modules/@temporalio/(workflow|common)/'],
      },
    },
    {
      name: 'activities-know-types',
      comment: 'Activities are made from services, which they know as types.',
      severity: 'error',
      from: { path: String.raw`\.activities\.ts$` },
      to: { ...typeOnly, path: ['^api/composition', String.raw`\.(service|resolver|type|entity)\.ts$`] },
    },
    {
      name: 'one-arrow-back',
      comment: 'The worker composes the services that its activities call; nothing else of workflows does.',
      severity: 'error',
      from: { path: '^workflows/worker/', pathNot: String.raw`^workflows/worker/main\.ts$` },
      to: { ...typeOnly, path: '^api/composition' },
    },
    {
      name: 'migrations-stand-alone',
      comment: 'A migration says the same for ever, so it depends on nothing that changes.',
      severity: 'error',
      from: { path: '^migrations/' },
      to: { ...typeOnly, pathNot: ['^migrations/', '^node_modules/typeorm/'] },
    },
    {
      name: 'not-from-the-workshop',
      comment: 'What is deployed needs nothing of tests, the local stack, benchmarks or generated clients.',
      severity: 'error',
      // A page's browser side is bundled by the build, as a client like any other.
      from: { path: '^(api|workflows|migrations)/', pathNot: '^api/pages/[^/]+/browser/' },
      to: { path: '^(test|local|bench|web-schema)/' },
    },
    {
      name: 'production-packages-only',
      comment: 'The image has only production dependencies.',
      severity: 'error',
      from: {
        path: '^(api|workflows|migrations)/',
        pathNot: ['^api/pages/[^/]+/browser/', String.raw`^api/pages/[^/]+/bundle\.cjs$`],
      },
      to: { ...typeOnly, dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'everything-is-there',
      severity: 'error',
      from: {},
      // The build makes the first of the saved operations; the second is types and nothing else.
      to: { couldNotResolve: true, pathNot: ['^saved-operations$', '^@graphql-typed-document-node/core$'] },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: ['node_modules', '^dist/'] },
    exclude: { path: ['^dist/'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['require', 'node', 'default', 'types'],
    },
  },
};
