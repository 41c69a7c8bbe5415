/**
 * Sessions over streamable HTTP, at `/mcp`. Each is opened by an `initialize` request and has an environment of its own; the
 * address may choose its task: `/mcp?set=test&task=17`, `/mcp?environment=<64 hex digits>`.
 */
import { randomUUID } from 'node:crypto';
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { readChoice, type Choice } from './choice.js';
import { createServer } from './server.js';
import type { Opened } from './session.js';
import { MAX_MESSAGE } from './stdio.js';

export const PATH = '/mcp';

export interface HttpOptions {
  /** 0 for any free one. */
  readonly port: number;
  readonly host: string;
  /** So many sessions may be open; the one unused for longest goes when there are more. */
  readonly sessions: number;
  /** What a session is opened on whose address says nothing. */
  readonly choice: Choice;
  readonly open: (choice: Choice) => Opened;
}

export interface Listening {
  readonly url: string;
  close(): Promise<void>;
}

/** @throws the system's errors, such as EADDRINUSE */
export async function serveHttp(options: HttpOptions): Promise<Listening> {
  const sessions = new Sessions(options.sessions);
  const local = isLoopback(options.host);
  const http = createHttpServer((request, response) => {
    answer(request, response).catch(() => {
      if (response.headersSent) response.destroy();
      else refuse(response, 500, 'the server failed');
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const host = hostOf(`http://${request.headers.host ?? ''}`);
    // A page in a browser must not reach a local server through a name that it owns (DNS rebinding), nor one elsewhere.
    if (local && (host === undefined || !isLoopback(host))) return refuse(response, 403, 'this server answers to local names only');
    const origin = request.headers.origin === undefined ? undefined : hostOf(request.headers.origin);
    if (request.headers.origin !== undefined && (origin === undefined || (origin !== host && !isLoopback(origin)))) return refuse(response, 403, 'requests from pages of other hosts are not answered');
    const url = parseUrl(`http://localhost${request.url ?? ''}`);
    if (url?.pathname !== PATH) return refuse(response, 404, `the protocol is spoken at ${PATH}`);
    const id = request.headers['mcp-session-id'];
    if (typeof id === 'string') {
      const known = sessions.use(id);
      return known === undefined ? refuse(response, 404, 'Session not found', -32001) : known.handleRequest(request, response);
    }
    if (request.method !== 'POST') return refuse(response, 400, 'a session is opened by a POST of "initialize"; its id goes with every later request as Mcp-Session-Id');
    const words = url.searchParams;
    const choice = readChoice({ set: words.get('set') ?? undefined, task: words.get('task') ?? undefined, environment: words.get('environment') ?? undefined });
    if (choice !== undefined && 'problem' in choice) return refuse(response, 400, choice.problem, -32602);
    const transport: StreamableHTTPServerTransport = new StreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      enableJsonResponse: true,
      maxRequestBodySize: MAX_MESSAGE,
      onsessioninitialized: (own) => sessions.add(own, transport),
      onsessionclosed: (own) => sessions.drop(own),
    });
    const opened = options.open(choice ?? options.choice);
    if (!opened.ok) return refuse(response, 400, opened.problem, -32602);
    await createServer(opened.session).connect(transport);
    await transport.handleRequest(request, response);
    if (transport.sessionId === undefined) await transport.close();
  }

  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(options.port, options.host, resolve);
  });
  return {
    url: `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${(http.address() as AddressInfo).port}${PATH}`,
    close: async () => {
      await sessions.close();
      http.closeAllConnections();
      await new Promise<void>((resolve) => http.close(() => resolve()));
    },
  };
}

/** Open sessions, the one used last at the end. */
class Sessions {
  readonly #open = new Map<string, StreamableHTTPServerTransport>();

  constructor(private readonly most: number) {}

  use(id: string): StreamableHTTPServerTransport | undefined {
    const found = this.#open.get(id);
    if (found === undefined) return undefined;
    this.#open.delete(id);
    this.#open.set(id, found);
    return found;
  }

  add(id: string, transport: StreamableHTTPServerTransport): void {
    this.#open.set(id, transport);
    for (const [oldest, unused] of this.#open) {
      if (this.#open.size <= this.most) break;
      this.#open.delete(oldest);
      void unused.close();
    }
  }

  drop(id: string): void {
    this.#open.delete(id);
  }

  async close(): Promise<void> {
    const all = [...this.#open.values()];
    this.#open.clear();
    await Promise.all(all.map((transport) => transport.close()));
  }
}

function refuse(response: ServerResponse, status: number, message: string, code = -32000): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ jsonrpc: '2.0', id: null, error: { code, message } }));
}

function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

/** The host that an address names, without its port. */
function hostOf(text: string): string | undefined {
  const host = parseUrl(text)?.hostname;
  return host === undefined || host === '' ? undefined : host.replace(/^\[|\]$/g, '');
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.[0-9]{1,3}){3}$/.test(host);
}
