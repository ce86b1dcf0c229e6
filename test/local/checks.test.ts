import { tmpdir } from 'node:os';
import { RoomWatch } from '../../local/checks';

test('a disk that runs full is told once, with the remedy, and not at all while there is room', () => {
  const said: string[] = [];
  const say = (line: string): void => void said.push(line);
  const roomy = new RoomWatch(tmpdir(), say, 0);
  roomy.look();
  expect(said).toEqual([]);
  const full = new RoomWatch(tmpdir(), say, 1e12);
  full.look();
  full.look();
  expect(said).toEqual([
    expect.stringMatching(/^The disk of .+ is too full: \d+ MB are free, 1000000000000 MB are needed\. Free/),
  ]);
});
