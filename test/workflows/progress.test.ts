import { OnboardingState } from '../../api/domains/onboarding/onboarding.rules';
import { beginning, planning, receive, settlementOf } from '../../workflows/flows/onboarding/state';

test('a command is taken in once, whatever came in between', () => {
  const first = receive(beginning, { commandId: 'a' }, { replan: true });
  const planned = planning(first);
  const other = receive(planned, { commandId: 'b' }, { cancelled: true });
  expect(receive(other, { commandId: 'a' }, { replan: true })).toBe(other);
  expect(other).toEqual({
    state: OnboardingState.STARTING,
    replan: false,
    cancelled: true,
    settled: null,
    commandIds: ['a', 'b'],
  });
});

test('the ids of commands that are remembered are bounded', () => {
  let progress = beginning;
  for (let number = 0; number < 1_000; number += 1)
    progress = receive(progress, { commandId: String(number) }, {});
  expect(progress.commandIds).toHaveLength(200);
  expect(progress.commandIds.at(-1)).toBe('999');
});

test('only the settlement of the message that is waited for counts', () => {
  const progress = receive(beginning, { commandId: 'a' }, { settled: { messageId: 'm1', status: 'SENT' } });
  expect(settlementOf(progress, 'm2')).toBeNull();
  expect(settlementOf(progress, 'm1')).toEqual({ messageId: 'm1', status: 'SENT' });
});
