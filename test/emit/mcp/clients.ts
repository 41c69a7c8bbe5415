/** The official client, over both transports, against the command line as it is built. */
import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { CallToolResultSchema, ErrorCode, McpError } from '@modelcontextprotocol/sdk/types.js';
import type { Json } from '../../../src/ir/ir.js';
import { canonicalJson } from '../../../src/runtime/canonical.js';

export const MAIN = fileURLToPath(new URL('../../../dist/src/cli/main.js', import.meta.url));

/** A client of `rworld serve ARGS`, started for it. */
export async function overStdio(args: readonly string[], program: readonly string[] = [MAIN, 'serve']): Promise<Client> {
  const client = newClient();
  await client.connect(new StdioClientTransport({ command: process.execPath, args: [...program, ...args], stderr: 'pipe' }));
  return client;
}

export interface HttpServer {
  readonly url: string;
  readonly child: ChildProcess;
  stop(): Promise<number | null>;
}

export async function startHttp(args: readonly string[], program: readonly string[] = [MAIN, 'serve']): Promise<HttpServer> {
  const child = spawn(process.execPath, [...program, ...args, '--http', '0'], { stdio: ['ignore', 'pipe', 'pipe'] });
  const exit = new Promise<number | null>((resolve) => child.on('exit', resolve));
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const found = /http:\/\/\S+/.exec(said)?.[0];
      if (found !== undefined) resolve(found);
    });
    void exit.then((code) => reject(new Error(`the server ended with status ${String(code)}: ${said}`)));
  });
  return {
    url,
    child,
    stop: () => {
      child.kill('SIGINT');
      return exit;
    },
  };
}

export async function overHttp(url: string, words = ''): Promise<Client> {
  const client = newClient();
  const transport = new StreamableHTTPClientTransport(new URL(url + words));
  await client.connect(transport as Parameters<Client['connect']>[0]);
  return client;
}

function newClient(): Client {
  return new Client({ name: 'rworld-test', version: '1.0.0' });
}

export interface Answer {
  readonly text: string;
  readonly structured: unknown;
  readonly error: boolean;
  /** Whether the error was one of the protocol, as for a tool that is not there; `text` is then its data. */
  readonly protocol?: true;
}

export async function call(client: Client, tool: string, args: { readonly [name: string]: unknown }): Promise<Answer> {
  const answered = await client.callTool({ name: tool, arguments: { ...args } }).catch((error: unknown) => {
    if (error instanceof McpError && (error.code as ErrorCode) === ErrorCode.InvalidParams) return error;
    throw error;
  });
  if (answered instanceof McpError) return { text: canonicalJson(answered.data as Json), structured: undefined, error: true, protocol: true };
  const result = CallToolResultSchema.parse(answered);
  const [content] = result.content;
  return { text: content?.type === 'text' ? content.text : '', structured: result.structuredContent, error: result.isError === true };
}

/** A resource, from its JSON. */
export async function read(client: Client, uri: string): Promise<unknown> {
  const [content] = (await client.readResource({ uri })).contents;
  return content !== undefined && 'text' in content ? (JSON.parse(content.text) as unknown) : undefined;
}
