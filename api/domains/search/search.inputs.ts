import { ArgsType, Field, Int, registerEnumType } from 'type-graphql';
import { SearchKind } from './search.rules';

registerEnumType(SearchKind, {
  name: 'SearchKind',
  description: 'What can be searched.',
  valuesConfig: {
    ACCOUNT: { description: 'Accounts, by their name.' },
    CONTACT: { description: 'Contacts, by their name.' },
    TIMELINE_ENTRY: { description: 'Entries of the timeline, by the words of their subject and body.' },
  },
});

@ArgsType()
export class SearchArgs {
  @Field(() => String, {
    description:
      'What you look for, 200 characters at most. Names may be misspelt. In the timeline all words must be there; "a phrase" keeps its order, OR stands between choices, and -word leaves out.',
  })
  text!: string;

  @Field(() => [SearchKind], { nullable: true, description: 'Where to look; everywhere unless said.' })
  kinds?: SearchKind[] | null;

  @Field(() => Int, { defaultValue: 20, description: 'How many hits to give at most; 50 at most.' })
  first!: number;
}
