import { Args, Ctx, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../../context';
import { requireAbility } from '../../platform/auth/actor';
import type { Connection } from '../../platform/reads/request-reads';
import { AuditEntriesArgs } from './audit.inputs';
import { AuditEntryConnection } from './audit.type';

@Resolver()
export class AuditResolver {
  @Query(() => AuditEntryConnection, {
    description:
      'Who changed what, from what to what. For leaders, executives and administrators; what became of sessions and API keys, for administrators only.',
  })
  auditEntries(
    @Args(() => AuditEntriesArgs) args: AuditEntriesArgs,
    @Ctx() ctx: RequestContext,
  ): Promise<Connection> {
    requireAbility(ctx.actor, 'audit.read');
    return ctx.reads.list('AuditEntry', args);
  }
}
