import { Ctx, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../../context';
import { abilitiesOf } from '../../platform/auth/actor';
import { MemberId } from '../members/member.rules';
import { Viewer } from './viewer.type';

@Resolver()
export class ViewerResolver {
  @Query(() => Viewer, { nullable: true, description: 'Who you are; null where you are not signed in.' })
  async me(@Ctx() ctx: RequestContext): Promise<object | null> {
    const { actor, reads } = ctx;
    const abilities = abilitiesOf(actor);
    switch (actor.kind) {
      case 'MEMBER':
        return {
          member: await reads.require(MemberId, MemberId.of(actor.id)),
          role: actor.role,
          apiKeyName: null,
          scopes: [],
          abilities,
        };
      case 'INTEGRATION':
        return { member: null, role: null, apiKeyName: actor.name, scopes: actor.scopes, abilities };
      default:
        return null;
    }
  }
}
