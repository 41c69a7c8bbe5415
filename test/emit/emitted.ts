/** Emitted packages on disk, compiled and run as their users do. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { pythonAdapters, pythonExamples, pythonRuntime, typescriptRuntime } from '../../src/emit/assets.js';
import type { EmittedFile } from '../../src/emit/emitted.js';
import { emitPython } from '../../src/emit/python/emit.js';
import { emitTypescript } from '../../src/emit/typescript/emit.js';
import type { WorldIR } from '../../src/ir/ir.js';

export function writeFiles(folder: string, files: readonly EmittedFile[]): void {
  for (const { path, text } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

export function writePython(ir: WorldIR, folder: string): void {
  writeFiles(folder, emitPython(ir, { runtime: pythonRuntime(), adapters: pythonAdapters(), examples: pythonExamples() }, []));
}

/** Writes the package and compiles it with its own settings; what the compiler says is wrong. */
export function compileTypescript(ir: WorldIR, folder: string): string[] {
  writeFiles(folder, emitTypescript(ir, typescriptRuntime()));
  const read = ts.getParsedCommandLineOfConfigFile(join(folder, 'tsconfig.json'), {}, { ...ts.sys, onUnRecoverableConfigFileDiagnostic: (d) => { throw new Error(say(d)); } });
  if (read === undefined) throw new Error('no tsconfig.json');
  const program = ts.createProgram(read.fileNames, { ...read.options, declaration: false, sourceMap: false });
  const { diagnostics } = program.emit();
  return [...ts.getPreEmitDiagnostics(program), ...diagnostics, ...read.errors].map(say);
}

function say(d: ts.Diagnostic): string {
  const at = d.file === undefined || d.start === undefined ? '' : `${d.file.fileName}:${d.file.getLineAndCharacterOfPosition(d.start).line + 1}: `;
  return at + ts.flattenDiagnosticMessageText(d.messageText, '\n');
}

/** What is wrong with the grammar of one file, and nothing else. */
export function syntaxErrors(file: EmittedFile): string[] {
  return (ts.transpileModule(file.text, { fileName: file.path, reportDiagnostics: true, compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ES2022, strict: true } }).diagnostics ?? []).map(say);
}

/** Runs a program of Python in a folder, with a value on standard input; the value that it prints. */
export function runPython(python: string, folder: string, program: string, input: unknown): unknown {
  const done = spawnSync(python, ['-B', '-c', program], { cwd: folder, input: JSON.stringify(input), encoding: 'utf8', env: { ...process.env, PYTHONIOENCODING: 'utf-8:surrogatepass' }, maxBuffer: 1 << 28 });
  if (done.status !== 0) throw new Error(`Python ended with status ${String(done.status)}:\n${done.stderr.slice(-3000)}`);
  return JSON.parse(done.stdout) as unknown;
}
