import { Args, Query, Resolver } from 'type-graphql';
import { answeredByReads } from '../../platform/graphql/related';
import { AuditEntriesArgs } from './audit.inputs';
import { AuditEntryConnection } from './audit.type';

@Resolver()
export class AuditResolver {
  @Query(() => AuditEntryConnection, {
    description:
      'Who changed what, from what to what. For leaders, executives and administrators; what became of sessions and API keys, for administrators only.',
  })
  auditEntries(@Args(() => AuditEntriesArgs) _args: AuditEntriesArgs): never {
    return answeredByReads();
  }
}
