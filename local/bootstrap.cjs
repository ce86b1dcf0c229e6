'use strict';

// The door to the two commands. It says one clear sentence on any Node at all, so it stays within what very old
// ones can read; everything behind it may rely on Node 20.
if (Number(process.versions.node.split('.')[0]) < 20) {
  console.error(
    'Mainstay needs Node 20 or later to start (it brings Node 24 itself); this is Node ' +
      process.versions.node +
      '. Install a newer one from https://nodejs.org and try again.',
  );
  process.exit(78);
}

require('./bootstrap/main.cjs').main(process.argv.slice(2));
