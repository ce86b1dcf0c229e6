import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import type { DataSource } from 'typeorm';
import type { Config } from './config';
import { ApiKeyResolver } from './domains/access/api-key.resolver';
import { ApiKeyService } from './domains/access/api-key.service';
import { SessionResolver } from './domains/access/session.resolver';
import { SessionService } from './domains/access/session.service';
import { ViewerResolver } from './domains/access/viewer.resolver';
import { AccountResolver } from './domains/accounts/account.resolver';
import { AccountService } from './domains/accounts/account.service';
import { AuditResolver } from './domains/audit/audit.resolver';
import { MemberResolver } from './domains/members/member.resolver';
import { MemberService } from './domains/members/member.service';
import { AccountContactResolver } from './domains/contacts/account-contact.resolver';
import { AccountContactService } from './domains/contacts/account-contact.service';
import { ContactResolver } from './domains/contacts/contact.resolver';
import { ContactService } from './domains/contacts/contact.service';
import { EngineRoomResolver } from './domains/engine-room/engine-room.resolver';
import { EngineRoomService } from './domains/engine-room/engine-room.service';
import { ImportService } from './domains/imports/import.service';
import { MessageService } from './domains/messages/message.service';
import { OnboardingResolver } from './domains/onboarding/onboarding.resolver';
import { OnboardingService } from './domains/onboarding/onboarding.service';
import { WelcomeService } from './domains/onboarding/welcome.service';
import { TaskResolver } from './domains/tasks/task.resolver';
import { TaskService } from './domains/tasks/task.service';
import { PreferenceResolver } from './domains/preferences/preference.resolver';
import { PreferenceService } from './domains/preferences/preference.service';
import { ConsentResolver } from './domains/consents/consent.resolver';
import { ConsentService } from './domains/consents/consent.service';
import { AttributeResolver } from './domains/attributes/attribute.resolver';
import { AttributeService } from './domains/attributes/attribute.service';
import { SavedViewResolver } from './domains/saved-views/saved-view.resolver';
import { SavedViewService } from './domains/saved-views/saved-view.service';
import { SearchResolver } from './domains/search/search.resolver';
import { TeamResolver } from './domains/teams/team.resolver';
import { TeamService } from './domains/teams/team.service';
import { Authenticator } from './platform/auth/authenticator';
import { SignInLimits } from './platform/auth/sign-in-limits';
import { TimelineResolver } from './domains/timeline/timeline.resolver';
import { TimelineService } from './domains/timeline/timeline.service';
import { Database } from './platform/database/database';
import { openDataSource } from './platform/database/data-source';
import { Replica } from './platform/database/replica';
import { NodeResolver } from './platform/graphql/node.resolver';
import { MailTemplates } from './platform/messages/mail-templates';
import { bindReads } from './platform/reads/bind';
import { CompiledReads } from './platform/reads/compiled/compiled-reads';
import { ReadRegistry } from './platform/reads/registry';
import { StatementRunner } from './platform/reads/statement-runner';
import { declaredObjects, declaredReads, declaredSearch } from './reads';
import { createSchema } from './schema';

/** Every service, for those who call them: resolvers, activities, commands, tests. */
export type Services = ReturnType<typeof createServices>;

/** Everything that a process needs, built in one place. */
export interface Composition {
  readonly config: Config;
  readonly database: Database;
  /** Null where there is none. It isn't used before somebody watches it. */
  readonly replica: Replica | null;
  readonly services: Services;
  readonly schema: GraphQLSchema;
  readonly reads: ReadRegistry;
  /** Null where nothing is to be compiled. */
  readonly compiledReads: CompiledReads | null;
  /** Closes the pools. */
  close(): Promise<void>;
}

/** Connects to the database and builds services, schema and reads. */
export async function compose(config: Config): Promise<Composition> {
  const dataSource = await openDataSource(config);
  try {
    return build(config, dataSource);
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
}

function build(config: Config, dataSource: DataSource): Composition {
  const { replicaUrl, preparedStatements } = config.database;
  const database = new Database(dataSource, replicaUrl !== null);
  const replica = replicaUrl === null ? null : new Replica(replicaUrl, config.database, database.pool);
  const services = createServices(config, database);
  const schema = createSchema(createResolvers(services));
  const runner = new StatementRunner(database.pool, preparedStatements, replica);
  const reads = new ReadRegistry(declaredReads, declaredObjects, dataSource, runner, declaredSearch);
  const compiledReads = config.graphql.compiles === 'rows' ? null : new CompiledReads(schema, reads, runner);
  bindReads(schema, reads, compiledReads);
  const close = async (): Promise<void> => {
    await replica?.close();
    await dataSource.destroy();
  };
  return { config, database, replica, services, schema, reads, compiledReads, close };
}

function createServices(config: Config, database: Database) {
  const limits = new SignInLimits(database.pool);
  const onboardings = new OnboardingService();
  const accountContacts = new AccountContactService(database, onboardings);
  const tasks = new TaskService(database);
  const timeline = new TimelineService(database);
  return {
    onboardings,
    welcomes: new WelcomeService(database, tasks, new MailTemplates(), config.mail),
    messages: new MessageService(database, timeline),
    engine: new EngineRoomService(database),
    authenticator: new Authenticator(database.pool, config.database.preparedStatements),
    sessions: new SessionService(database, limits, config.access.sessionDays),
    apiKeys: new ApiKeyService(database),
    members: new MemberService(database, limits),
    accounts: new AccountService(database, onboardings),
    teams: new TeamService(database, onboardings),
    accountContacts,
    contacts: new ContactService(database, accountContacts, onboardings),
    timeline,
    tasks,
    consents: new ConsentService(database),
    preferences: new PreferenceService(database),
    attributes: new AttributeService(database),
    savedViews: new SavedViewService(database),
    imports: new ImportService(database, onboardings),
  };
}

/** The resolvers of every domain; the schema is made of them. */
export function createResolvers(services: Services): object[] {
  return [
    new NodeResolver(),
    new ViewerResolver(),
    new SessionResolver(services.sessions),
    new ApiKeyResolver(services.apiKeys),
    new MemberResolver(services.members),
    new AuditResolver(),
    new AccountResolver(services.accounts),
    new TeamResolver(services.teams),
    new OnboardingResolver(),
    new EngineRoomResolver(),
    new ContactResolver(services.contacts),
    new AccountContactResolver(services.accountContacts),
    new TimelineResolver(services.timeline),
    new SearchResolver(),
    new ConsentResolver(services.consents),
    new PreferenceResolver(services.preferences),
    new AttributeResolver(services.attributes),
    new SavedViewResolver(services.savedViews),
    new TaskResolver(services.tasks),
  ];
}
