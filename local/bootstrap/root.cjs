'use strict';

const path = require('node:path');

/** The folder of this clone. */
const root = path.resolve(__dirname, '..', '..');

module.exports = { root };
