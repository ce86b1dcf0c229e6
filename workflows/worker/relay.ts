import type { EntityManager } from 'typeorm';
import {
  claimCommands,
  settleCommand,
  type ClaimedCommand,
  type CommandOutcome,
} from '../../api/platform/temporal/outbox-claims';

/** How many entities are served at the same time. */
const batch = 50;
/** A claim outlives the longest call to Temporal by far; after a crash another relay goes on when it ends. */
const leaseSeconds = 30;

/** Hands one command to Temporal, and says what became of it; never throws. */
export type PublishCommand = (command: ClaimedCommand) => Promise<CommandOutcome>;

/**
 * Carries commands from the outbox to Temporal: for each entity one at a time, in the order of their numbers, and
 * many entities side by side. What it does twice after a crash, Temporal and the workflows take once.
 */
export class Relay {
  constructor(
    private readonly manager: EntityManager,
    private readonly publish: PublishCommand,
    private readonly onOutcome: (outcome: CommandOutcome) => void = () => undefined,
  ) {}

  /** Delivers one batch. True where there may be more; throws where Temporal is away, with nothing lost. */
  async round(): Promise<boolean> {
    const commands = await claimCommands(this.manager, batch, leaseSeconds);
    const outcomes = await Promise.all(commands.map((command) => this.deliver(command)));
    const away = outcomes.find((outcome) => outcome.kind === 'AWAY');
    if (away?.kind === 'AWAY') throw new Error(`Temporal is not to be reached: ${away.message}`);
    return commands.length > 0;
  }

  private async deliver(command: ClaimedCommand): Promise<CommandOutcome> {
    const outcome = await this.publish(command);
    await settleCommand(this.manager, command, outcome);
    this.onOutcome(outcome);
    return outcome;
  }
}
