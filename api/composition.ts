import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import type { DataSource } from 'typeorm';
import type { Config } from './config';
import { AccountResolver } from './domains/accounts/account.resolver';
import { AccountService } from './domains/accounts/account.service';
import { OnboardingResolver } from './domains/onboarding/onboarding.resolver';
import { OnboardingService } from './domains/onboarding/onboarding.service';
import { TeamResolver } from './domains/teams/team.resolver';
import { TeamService } from './domains/teams/team.service';
import { Database } from './platform/database/database';
import { createDataSource } from './platform/database/data-source';
import { NodeResolver } from './platform/graphql/node.resolver';
import { bindReads } from './platform/reads/bind';
import { ReadRegistry } from './platform/reads/registry';
import { declaredReads } from './reads';
import { createSchema } from './schema';

/** Every service, for those who call them: resolvers, activities, commands, tests. */
export type Services = ReturnType<typeof createServices>;

/** Everything that a process needs, built in one place. */
export interface Composition {
  readonly config: Config;
  readonly database: Database;
  readonly services: Services;
  readonly schema: GraphQLSchema;
  readonly reads: ReadRegistry;
  /** Closes the pool. */
  close(): Promise<void>;
}

/** Connects to the database and builds services, schema and reads. */
export async function compose(config: Config): Promise<Composition> {
  const dataSource = await createDataSource(config).initialize();
  try {
    return build(config, dataSource);
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
}

function build(config: Config, dataSource: DataSource): Composition {
  const database = new Database(dataSource);
  const services = createServices(config, database);
  const schema = createSchema(createResolvers(services));
  const reads = new ReadRegistry(declaredReads, dataSource, database.pool);
  bindReads(schema, reads);
  return { config, database, services, schema, reads, close: () => dataSource.destroy() };
}

function createServices(_config: Config, database: Database) {
  const onboardings = new OnboardingService();
  return {
    onboardings,
    accounts: new AccountService(database, onboardings),
    teams: new TeamService(database, onboardings),
  };
}

/** The resolvers of every domain; the schema is made of them. */
export function createResolvers(services: Services): object[] {
  return [new NodeResolver(), new AccountResolver(services.accounts), new TeamResolver(services.teams), new OnboardingResolver()];
}
