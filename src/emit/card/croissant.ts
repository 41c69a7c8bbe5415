/**
 * Croissant metadata of a build (MLCommons Croissant format, version 1.0): the files with their checksums, and the
 * fields of a task record that have one type. What `inputs`, `calls` and `answer` hold differs from record to record, which
 * Croissant's types cannot say; the card describes them.
 */
import type { Json, WorldIR } from '../../ir/ir.js';
import type { Manifest } from '../build.js';
import { tasksPath } from './front-matter.js';
import type { CardMetadata } from './metadata.js';

/** Terms of the vocabularies, as the specification prescribes them ("Appendix: JSON-LD context"). */
const CONTEXT: Json = {
  '@language': 'en',
  '@vocab': 'https://schema.org/',
  citeAs: 'cr:citeAs',
  column: 'cr:column',
  conformsTo: 'dct:conformsTo',
  cr: 'http://mlcommons.org/croissant/',
  rai: 'http://mlcommons.org/croissant/RAI/',
  data: { '@id': 'cr:data', '@type': '@json' },
  dataType: { '@id': 'cr:dataType', '@type': '@vocab' },
  dct: 'http://purl.org/dc/terms/',
  equivalentProperty: 'cr:equivalentProperty',
  examples: { '@id': 'cr:examples', '@type': '@json' },
  extract: 'cr:extract',
  field: 'cr:field',
  fileProperty: 'cr:fileProperty',
  fileObject: 'cr:fileObject',
  fileSet: 'cr:fileSet',
  format: 'cr:format',
  includes: 'cr:includes',
  isLiveDataset: 'cr:isLiveDataset',
  jsonPath: 'cr:jsonPath',
  key: 'cr:key',
  md5: 'cr:md5',
  parentField: 'cr:parentField',
  path: 'cr:path',
  recordSet: 'cr:recordSet',
  references: 'cr:references',
  regex: 'cr:regex',
  repeated: 'cr:repeated',
  replace: 'cr:replace',
  samplingRate: 'cr:samplingRate',
  sc: 'https://schema.org/',
  separator: 'cr:separator',
  source: 'cr:source',
  subField: 'cr:subField',
  transform: 'cr:transform',
};

interface FieldSpec {
  readonly name: string;
  readonly type: 'sc:Text' | 'sc:Integer';
  readonly description: string;
  readonly repeated?: true;
  /** The member of the record, and the path in it, where it is not the field's own name. */
  readonly column?: string;
  readonly jsonPath?: string;
}

const FIELDS: readonly FieldSpec[] = [
  { name: 'id', type: 'sc:Text', description: 'World, task set and index.' },
  { name: 'set', type: 'sc:Text', description: 'The task set.' },
  { name: 'index', type: 'sc:Integer', description: 'The place of the task in its set, from 0.' },
  { name: 'environment', type: 'sc:Text', description: "The key that every tool's results are drawn with: 64 hexadecimal digits." },
  { name: 'instruction', type: 'sc:Text', description: 'What the agent is asked.' },
  { name: 'tools', type: 'sc:Text', description: 'The tools that the agent is shown.', repeated: true },
  { name: 'answer_type', type: 'sc:Text', description: 'The type of the answer.', column: 'answer', jsonPath: '$.type' },
  { name: 'length', type: 'sc:Integer', description: 'How many calls the task takes.', column: 'shape', jsonPath: '$.length' },
  { name: 'depth', type: 'sc:Integer', description: 'How many of them are in the longest chain.', column: 'shape', jsonPath: '$.depth' },
  { name: 'skeleton', type: 'sc:Text', description: 'The hash of the composition of calls, without values.' },
];

export function croissant(ir: WorldIR, sets: Manifest['taskSets'], files: Manifest['files'], metadata: CardMetadata): Json {
  const listed = files.filter((f) => f.path === 'world.ir.json' || f.tasks !== undefined);
  return {
    '@context': CONTEXT,
    '@type': 'sc:Dataset',
    conformsTo: 'http://mlcommons.org/croissant/1.0',
    name: ir.world.name,
    description: ir.world.description === '' ? `Tool-use tasks of the world ${ir.world.name}.` : ir.world.description,
    version: ir.world.version,
    ...(metadata.license === undefined ? {} : { license: metadata.license }),
    ...(metadata.url === undefined ? {} : { url: metadata.url }),
    ...(metadata.creator === undefined ? {} : { creator: { '@type': 'sc:Person', name: metadata.creator } }),
    ...(metadata.published === undefined ? {} : { datePublished: metadata.published }),
    inLanguage: 'en',
    keywords: ['tool use', 'function calling', 'agents', 'synthetic'],
    isLiveDataset: false,
    distribution: listed.map((file) => ({
      '@type': 'cr:FileObject',
      '@id': file.path,
      name: file.path,
      contentUrl: file.path,
      contentSize: `${file.bytes} B`,
      encodingFormat: file.tasks === undefined ? 'application/json' : 'application/jsonlines',
      sha256: file.sha256,
    })),
    recordSet: sets.map((set) => ({
      '@type': 'cr:RecordSet',
      '@id': set.name,
      name: set.name,
      description: `${set.statistics.tasks} tasks; seed ${set.seed}.`,
      key: { '@id': `${set.name}/id` },
      field: FIELDS.map((field) => ({
        '@type': 'cr:Field',
        '@id': `${set.name}/${field.name}`,
        name: field.name,
        description: field.description,
        dataType: field.type,
        ...(field.repeated === undefined ? {} : { repeated: true }),
        source: { fileObject: { '@id': tasksPath(set.name) }, extract: { column: field.column ?? field.name }, ...(field.jsonPath === undefined ? {} : { transform: { jsonPath: field.jsonPath } }) },
      })),
    })),
  };
}

/** What the specification asks of a data set and only its publisher can say: names of members that are missing. */
export function missingFromCroissant(metadata: CardMetadata): string[] {
  return [
    ...(metadata.license === undefined ? ['license'] : []),
    ...(metadata.url === undefined ? ['url'] : []),
    ...(metadata.creator === undefined ? ['creator'] : []),
    ...(metadata.published === undefined ? ['datePublished'] : []),
  ];
}
