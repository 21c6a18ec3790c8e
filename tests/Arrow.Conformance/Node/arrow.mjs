// Reads every stream and file in one folder, writes samples of its own into another, and prints what is in all of them.
// node arrow.mjs READ_FOLDER WRITE_FOLDER
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import { describe } from './describe.mjs';
import { samples } from './samples.mjs';

const [readFolder, writeFolder] = process.argv.slice(2);

const read = {};
for (const name of readdirSync(readFolder)) {
  try {
    read[name] = describe(tableFromIPC(readFileSync(join(readFolder, name))));
  } catch (error) {
    read[name] = { error: String(error.stack) };
  }
}

const written = {};
for (const [name, bytes] of samples()) {
  writeFileSync(join(writeFolder, name), bytes);
  written[name] = describe(tableFromIPC(bytes));
}

process.stdout.write(JSON.stringify({ read, written }));
