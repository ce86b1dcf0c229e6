import { nextWorkingMoment } from '../../api/domains/onboarding/working-hours';

const office = {
  timeZone: 'Europe/Berlin',
  workStarts: '09:00:00',
  workEnds: '17:00:00',
  workDays: [1, 2, 3, 4, 5],
};

test.each([
  ['during work it is now', office, '2026-03-04T10:15:00+01:00', '2026-03-04T10:15:00+01:00'],
  [
    'before work it is the start of the day',
    office,
    '2026-03-04T06:00:00+01:00',
    '2026-03-04T09:00:00+01:00',
  ],
  ['at the end of work it is the next day', office, '2026-03-04T17:00:00+01:00', '2026-03-05T09:00:00+01:00'],
  ['on Friday evening it is Monday', office, '2026-03-06T18:00:00+01:00', '2026-03-09T09:00:00+01:00'],
  [
    'the clock change over the weekend doesn’t move the hour',
    office,
    '2026-03-27T18:00:00+01:00',
    '2026-03-30T09:00:00+02:00',
  ],
  [
    'the day is the owner’s, not ours',
    { ...office, timeZone: 'Pacific/Auckland' },
    '2026-03-06T20:30:00Z',
    '2026-03-08T20:00:00Z',
  ],
  [
    'one working day a week is a week away when it is over',
    { ...office, workDays: [3] },
    '2026-03-04T17:30:00+01:00',
    '2026-03-11T09:00:00+01:00',
  ],
  [
    'an hour that the clock change leaves out comes an hour later',
    { ...office, workStarts: '02:30', workDays: [7] },
    '2026-03-28T12:00:00+01:00',
    '2026-03-29T03:30:00+02:00',
  ],
])('%s', (_what, hours, at, expected) => {
  expect(nextWorkingMoment(new Date(at), hours)).toEqual(new Date(expected));
});
