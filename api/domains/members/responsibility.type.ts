import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { responsibilitiesNamed, ResponsibilityKind } from './member.rules';

registerEnumType(ResponsibilityKind, {
  name: 'ResponsibilityKind',
  description: 'What a member can be responsible for.',
  valuesConfig: {
    ACCOUNT_OWNER: { description: 'Owns an account: give it another owner with assignAccountOwner.' },
    TEAM_MEMBER: { description: 'Is in an account’s team: end it with removeTeamMember.' },
    OPEN_TASK: { description: 'Owns an open task: give it to somebody else, complete or cancel it.' },
  },
});

@ObjectType({ description: 'One thing that a member is responsible for.' })
export class Responsibility {
  @Field(() => ResponsibilityKind, { description: 'What it is, and so how it is handed over.' })
  kind!: ResponsibilityKind;

  @Field(() => ID, { description: 'The account, team assignment or task.' })
  id!: string;

  @Field(() => String, { description: 'The name of the account, or the title of the task.' })
  name!: string;
}

@ObjectType({
  description: 'The member is still responsible for something. Nothing was changed: hand it over first.',
})
export class StillResponsible {
  @Field(() => String, { description: 'What happened, for people.' })
  message!: string;

  @Field(() => Int, { description: 'How many responsibilities there are in all.' })
  total!: number;

  @Field(() => [Responsibility], {
    description: `The responsibilities, ${responsibilitiesNamed} at most: accounts first, then teams, then tasks.`,
  })
  responsibilities!: Responsibility[];
}
