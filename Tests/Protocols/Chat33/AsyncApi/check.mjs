// Reads an AsyncAPI document from the standard input. Prints what is wrong with it and ends with 1, or with 0.
import { text } from 'node:stream/consumers';
import { Parser } from '@asyncapi/parser';

const { diagnostics } = await new Parser().parse(await text(process.stdin));
const worthMentioning = diagnostics.filter(one => one.severity < 2); // errors and warnings, not advice
for (const one of worthMentioning) {
  console.error(`${one.code} at ${one.path.join('/')}: ${one.message}`);
}

process.exitCode = worthMentioning.length === 0 ? 0 : 1;
