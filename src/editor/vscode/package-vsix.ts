/**
 * The extension as one file: `npm run vsix`. A `.vsix` is a zip in the Open Packaging Conventions (ECMA-376, part 2) with a manifest
 * of its own. The same sources give the same bytes.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { zipSync, type Zippable } from 'fflate';

interface Manifest {
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  readonly version: string;
  readonly publisher: string;
  readonly engines: { readonly vscode: string };
  readonly categories: readonly string[];
  readonly keywords: readonly string[];
}

/** A fixed date, the first that a zip can hold. */
const DATE = new Date(1980, 0, 1);

/** The files of the package, by their names in it. @param root the project's folder, with a slash at its end */
export async function extensionFiles(root: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const folder = `${root}src/editor/vscode/`;
  const manifest = JSON.parse(readFileSync(`${folder}package.json`, 'utf8')) as Manifest;
  const bundle = await build({ entryPoints: [`${folder}extension.ts`], bundle: true, write: false, platform: 'node', format: 'cjs', target: 'node20', external: ['vscode'], minify: true, legalComments: 'eof', logLevel: 'silent' });
  const code = bundle.outputFiles[0];
  if (code === undefined) throw new Error('the bundler gave nothing');
  const files = new Map<string, Uint8Array>([
    ['[Content_Types].xml', bytes(contentTypes())],
    ['extension.vsixmanifest', bytes(vsixManifest(manifest))],
    ['extension/package.json', bytes(readFileSync(`${folder}package.json`, 'utf8'))],
    ['extension/README.md', bytes(readFileSync(`${folder}README.md`, 'utf8'))],
    ['extension/LICENSE.txt', bytes(readFileSync(`${root}LICENSE`, 'utf8'))],
    ['extension/extension.cjs', code.contents],
    ['extension/rworld.tmLanguage.json', bytes(readFileSync(`${root}grammar/rworld.tmLanguage.json`, 'utf8'))],
  ]);
  for (const name of ['language-configuration.json', 'snippets.json']) files.set(`extension/${name}`, bytes(readFileSync(folder + name, 'utf8')));
  return files;
}

export function zip(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const entries: Zippable = {};
  for (const [name, content] of files) entries[name] = [content, { mtime: DATE, level: 9 }];
  return zipSync(entries);
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function contentTypes(): string {
  const types = [['.json', 'application/json'], ['.vsixmanifest', 'text/xml'], ['.md', 'text/markdown'], ['.cjs', 'application/javascript'], ['.txt', 'text/plain']];
  return `<?xml version="1.0" encoding="utf-8"?>\n<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${types.map(([extension, type]) => `<Default Extension="${extension}" ContentType="${type}"/>`).join('')}</Types>\n`;
}

function xml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function vsixManifest(m: Manifest): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011" xmlns:d="http://schemas.microsoft.com/developer/vsx-schema-design/2011">
  <Metadata>
    <Identity Language="en-US" Id="${xml(m.name)}" Version="${xml(m.version)}" Publisher="${xml(m.publisher)}"/>
    <DisplayName>${xml(m.displayName)}</DisplayName>
    <Description xml:space="preserve">${xml(m.description)}</Description>
    <Tags>${xml(m.keywords.join(','))},rworld,__ext_rworld</Tags>
    <Categories>${xml(m.categories.join(','))}</Categories>
    <GalleryFlags>Public</GalleryFlags>
    <Properties>
      <Property Id="Microsoft.VisualStudio.Code.Engine" Value="${xml(m.engines.vscode)}"/>
      <Property Id="Microsoft.VisualStudio.Code.ExtensionDependencies" Value=""/>
      <Property Id="Microsoft.VisualStudio.Code.ExtensionKind" Value="workspace"/>
      <Property Id="Microsoft.VisualStudio.Services.Content.Pricing" Value="Free"/>
    </Properties>
    <License>extension/LICENSE.txt</License>
  </Metadata>
  <Installation>
    <InstallationTarget Id="Microsoft.VisualStudio.Code"/>
  </Installation>
  <Dependencies/>
  <Assets>
    <Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true"/>
    <Asset Type="Microsoft.VisualStudio.Services.Content.Details" Path="extension/README.md" Addressable="true"/>
    <Asset Type="Microsoft.VisualStudio.Services.Content.License" Path="extension/LICENSE.txt" Addressable="true"/>
  </Assets>
</PackageManifest>
`;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  // From `dist/src/editor/vscode/`, where this runs, to the project.
  const root = fileURLToPath(new URL('../../../../', import.meta.url));
  const target = process.argv[2] ?? `${root}out/rworld.vsix`;
  mkdirSync(new URL('.', pathToFileURL(target)), { recursive: true });
  writeFileSync(target, zip(await extensionFiles(root)));
  console.log(`wrote ${target}`);
}
