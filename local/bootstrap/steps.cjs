'use strict';

/** How often a long step says that it is still at it, where there is no terminal to draw on. */
const REMINDER = 30_000;
const TICK = 1_000;

const running = new Set();
let timer;
let drawn = false;

/**
 * Says that a step begins, and how long it has been at it until the returned function is called. In a terminal
 * this is one line that changes; elsewhere a line at the beginning and one every half minute.
 */
function step(title, expected) {
  const entry = { title, expected, began: Date.now(), reminded: Date.now() };
  running.add(entry);
  if (!process.stdout.isTTY) process.stdout.write(`  ${title}${expected ? ` (${expected})` : ''}…\n`);
  if (!timer) {
    timer = setInterval(tick, TICK);
    timer.unref();
  }
  draw();
  return function done() {
    if (!running.delete(entry)) return 0;
    if (running.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
    wipe();
    draw();
    return Date.now() - entry.began;
  };
}

/** Prints a line that stays, above whatever is in progress. */
function note(line) {
  wipe();
  process.stdout.write(`${line}\n`);
  draw();
}

/** A number of milliseconds as people say it: `0.4 s`, `52 s`, `2 min 10 s`. */
function duration(milliseconds) {
  const seconds = milliseconds / 1_000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 100) return `${Math.round(seconds)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

function tick() {
  if (process.stdout.isTTY) {
    wipe();
    draw();
    return;
  }
  for (const entry of running) {
    if (Date.now() - entry.reminded < REMINDER) continue;
    entry.reminded = Date.now();
    process.stdout.write(`  ${describe(entry)}\n`);
  }
}

function draw() {
  if (!process.stdout.isTTY || running.size === 0) return;
  const text = `  … ${[...running].map(describe).join(' · ')}`;
  const width = (process.stdout.columns || 80) - 1;
  process.stdout.write(text.length > width ? `${text.slice(0, width - 1)}…` : text);
  drawn = true;
}

function wipe() {
  if (drawn) process.stdout.write('\r\u001b[2K');
  drawn = false;
}

function describe(entry) {
  const elapsed = Date.now() - entry.began;
  const time = elapsed < 2 * TICK ? '' : `: ${duration(elapsed)}`;
  return `${entry.title}${time}${time && entry.expected ? ` of ${entry.expected}` : ''}`;
}

module.exports = { step, note, duration };
