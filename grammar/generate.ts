/** Writes what is made from the grammar: `npm run grammar`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { renderDiagrams } from './diagrams.js';
import { renderEbnf } from './ebnf.js';
import { refreshReference } from './tables.js';
import { renderTextMate } from './textmate.js';

// From `dist/grammar/`, where this runs, to the sources.
const folder = fileURLToPath(new URL('../../grammar/', import.meta.url));
const manual = `${folder}REFERENCE.md`;

writeFileSync(`${folder}rworld.ebnf`, renderEbnf());
writeFileSync(`${folder}diagrams.html`, renderDiagrams());
writeFileSync(manual, refreshReference(readFileSync(manual, 'utf8')));
writeFileSync(`${folder}rworld.tmLanguage.json`, renderTextMate());
