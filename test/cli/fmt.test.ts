/** `rworld fmt` on files and folders. */
import { chmodSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fmtCommand } from '../../src/cli/commands/fmt.js';
import { CliError, type Terminal } from '../../src/cli/terminal.js';

const UGLY = 'type   a="x"\n';
const TIDY = 'type a = "x"\n';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fmt-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function put(path: string, text: string): string {
  const at = join(folder, path);
  mkdirSync(join(at, '..'), { recursive: true });
  writeFileSync(at, text);
  return at;
}

async function fmt(...args: readonly string[]): Promise<{ status: unknown; out: string; err: string }> {
  let out = '';
  let err = '';
  const terminal: Terminal = { color: false, outputColor: false, interactive: false, width: 100, out: (text) => void (out += text), err: (text) => void (err += text) };
  const before = process.exitCode;
  try {
    await fmtCommand(terminal).exitOverride().parseAsync(args, { from: 'user' });
    return { status: process.exitCode, out, err };
  } finally {
    process.exitCode = before;
  }
}

describe('rworld fmt', () => {
  it('formats the files of a folder at any depth, and names those that it changed', async () => {
    const ugly = put('a/b/ugly.rworld', UGLY);
    put('tidy.rworld', TIDY);
    put('data.txt', UGLY);
    put('node_modules/p/x.rworld', UGLY);
    put('.hidden/x.rworld', UGLY);
    expect(await fmt(folder)).toEqual({ status: 0, out: `${ugly}\n`, err: '2 files, 1 formatted\n' });
    expect(readFileSync(ugly, 'utf8')).toBe(TIDY);
    expect(readFileSync(join(folder, 'node_modules/p/x.rworld'), 'utf8')).toBe(UGLY);
    expect(readdirSync(join(folder, 'a/b'))).toEqual(['ugly.rworld']);
    expect(await fmt(folder)).toEqual({ status: 0, out: '', err: '2 files, 0 formatted\n' });
  });

  it('checks without touching anything', async () => {
    const ugly = put('ugly.rworld', UGLY);
    const tidy = put('tidy.rworld', TIDY);
    expect(await fmt('--check', folder)).toEqual({ status: 1, out: `${ugly}\n`, err: '2 files, 1 differs\n' });
    expect(readFileSync(ugly, 'utf8')).toBe(UGLY);
    expect(await fmt('--check', tidy)).toMatchObject({ status: 0, out: '' });
  });

  it('leaves what it cannot read, says where, and goes on', async () => {
    const broken = put('a.rworld', 'type a = \n');
    const ugly = put('b.rworld', UGLY);
    const { status, err } = await fmt(folder);
    expect(status).toBe(1);
    expect(err).toContain('error[RW1001]');
    expect(err).toContain('a.rworld:1:');
    expect(err).toContain('2 files, 1 formatted, 1 cannot be formatted');
    expect(readFileSync(broken, 'utf8')).toBe('type a = \n');
    expect(readFileSync(ugly, 'utf8')).toBe(TIDY);
  });

  it('fails with status 2 on what is not there, not a world, or not text', async () => {
    await expect(fmt(join(folder, 'none.rworld'))).rejects.toMatchObject({ status: 2 });
    await expect(fmt(put('a.txt', TIDY))).rejects.toBeInstanceOf(CliError);
    mkdirSync(join(folder, 'empty'));
    await expect(fmt(join(folder, 'empty'))).rejects.toMatchObject({ message: expect.stringContaining('no .rworld files') as unknown });
    const bytes = put('b.rworld', '');
    writeFileSync(bytes, Buffer.from([0x74, 0xff]));
    expect(await fmt(bytes)).toMatchObject({ status: 2, err: expect.stringContaining('not UTF-8') as unknown });
    await expect(fmt('--stdin-filepath', 'a.rworld', folder)).rejects.toMatchObject({ status: 2 });
  });

  it.skipIf(process.platform === 'win32')('keeps permissions and symbolic links, and ends in circles of them', async () => {
    const ugly = put('real/ugly.rworld', UGLY);
    chmodSync(ugly, 0o600);
    symlinkSync(ugly, join(folder, 'link.rworld'));
    symlinkSync(folder, join(folder, 'real/loop'));
    expect(await fmt(join(folder, 'link.rworld'))).toMatchObject({ status: 0 });
    expect(readFileSync(ugly, 'utf8')).toBe(TIDY);
    expect(statSync(ugly).mode & 0o777).toBe(0o600);
    expect(lstatSync(join(folder, 'link.rworld')).isSymbolicLink()).toBe(true);
    expect(await fmt(folder)).toMatchObject({ err: '1 file, 0 formatted\n' });
  });
});
