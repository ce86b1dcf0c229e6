import { isDeepStrictEqual } from 'node:util';
import { note } from '../../local/bootstrap/steps.cjs';
import type { ReadCase } from '../cases/read-case';
import type { RunningContender } from '../contenders/running';

/** Makes sure that all contenders answer with the same before any is measured, and says how long their answers are. */
export async function assertSameAnswers(
  readCase: ReadCase,
  running: readonly RunningContender[],
  accounts: readonly string[],
): Promise<void> {
  const sizes = new Map<string, number>();
  for (const account of readCase.byAccount ? accounts : accounts.slice(0, 1)) {
    let expected: unknown;
    for (const one of running) {
      const { status, body } = await one.ask(one.request(readCase, account));
      if (status !== 200)
        throw new Error(`${one.name} answered ${readCase.name} with ${status}: ${body.slice(0, 1_000)}`);
      const answer = one.contender.common(readCase, body);
      expected ??= answer;
      sizes.set(one.name, Buffer.byteLength(body));
      if (isDeepStrictEqual(answer, expected)) continue;
      const [theirs, ours] = [answer, expected].map((value) => JSON.stringify(value).slice(0, 2_000));
      throw new Error(`${one.name} answers ${readCase.name} differently:\n${theirs}\ninstead of\n${ours}`);
    }
  }
  const words = [...sizes].map(([name, size]) => `${name} ${size.toLocaleString('en')}`);
  note(`  The same ${readCase.name} from all; bytes of the body: ${words.join(', ')}`);
}
