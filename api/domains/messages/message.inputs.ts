import { ArgsType, Field, InputType, registerEnumType } from 'type-graphql';
import { PageArgs } from '../../platform/graphql/connection';
import { MessageKind, MessageStatus } from '../../platform/messages/message.rules';

registerEnumType(MessageKind, {
  name: 'MessageKind',
  description: 'What a message is.',
  valuesConfig: { WELCOME: { description: 'The owner’s welcome to the decision maker of a new customer.' } },
});

registerEnumType(MessageStatus, {
  name: 'MessageStatus',
  description: 'How far a message is on its way out of the building.',
  valuesConfig: {
    QUEUED: { description: 'Waits to be sent, for the first time or again after a passing difficulty.' },
    CLAIMED: { description: 'Is being sent this moment.' },
    SENT: { description: 'The mail server has taken it.' },
    REFUSED: { description: 'The mail server will not take it; response has its words.' },
    UNCERTAIN: {
      description:
        'The line died between the last byte and the answer, so nobody can know whether it arrived. It is not sent again by itself.',
    },
    CANCELLED: { description: 'The reason for it went away before it was sent.' },
  },
});

/** The orders in which messages are listed. */
export enum MessageOrder {
  NEWEST = 'NEWEST',
}
registerEnumType(MessageOrder, {
  name: 'MessageOrder',
  description: 'The orders in which messages are listed.',
  valuesConfig: { NEWEST: { description: 'Latest written first.' } },
});

@InputType({ description: 'Narrows a list of messages. What is left out doesn’t narrow.' })
export class MessageFilter {
  @Field(() => [MessageStatus], { nullable: true, description: 'Messages with one of these statuses.' })
  statuses?: MessageStatus[] | null;

  @Field(() => [MessageKind], { nullable: true, description: 'Messages of one of these kinds.' })
  kinds?: MessageKind[] | null;
}

@ArgsType()
export class MessagesArgs extends PageArgs {
  @Field(() => MessageFilter, { nullable: true, description: 'Narrows the list.' })
  filter?: MessageFilter | null;

  @Field(() => MessageOrder, { defaultValue: MessageOrder.NEWEST, description: 'The order of the list.' })
  orderBy!: MessageOrder;
}
