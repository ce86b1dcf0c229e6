import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { RequestContext } from '../../context';
import type { Related } from '../../platform/graphql/related';
import { RecordConsentInput } from './consent.inputs';
import { ConsentId } from './consent.rules';
import type { ConsentService } from './consent.service';
import { Consent } from './consent.type';

@ObjectType({ description: 'It is written down.' })
export class RecordConsentPayload {
  @Field(() => Consent, { description: 'What was written down.' })
  consent!: Related<Consent>;
}

@Resolver()
export class ConsentResolver {
  constructor(private readonly consents: ConsentService) {}

  @Mutation(() => RecordConsentPayload, {
    description:
      'Writes down that somebody agreed to something, or took it back. What was said before stays there.',
  })
  async recordConsent(
    @Arg('input', () => RecordConsentInput, { description: 'Who said what, and how you know.' })
    input: RecordConsentInput,
    @Ctx() ctx: RequestContext,
  ): Promise<object> {
    const id = await this.consents.record(ctx, input);
    return { consent: await ctx.reads.require(ConsentId, id) };
  }
}
