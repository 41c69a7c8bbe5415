/**
 * A session as an MCP server, on the official SDK. The revision is the SDK's: 2025-11-25, and older ones that a client asks for.
 *
 * The low-level server is used, since the tools come with JSON Schemas of their own, and the run time checks arguments: its
 * errors teach more than a validator's, and are the same on every road to a tool.
 */
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { ErrorCode, GetPromptRequestSchema, ListPromptsRequestSchema, ListResourcesRequestSchema, ListToolsRequestSchema, McpError, ReadResourceRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import type { Json } from '../../../ir/ir.js';
import { canonicalJson } from '../../../runtime/canonical.js';
import type { Session } from './session.js';

export const TASK_PROMPT = 'task';
export const TASK_RESOURCE = 'rworld://task';
export const SCORE_RESOURCE = 'rworld://score';

/** The SDK's own schema copies the arguments, and loses those named `__proto__`; the tool is to see what came. */
const CallRequest = z.object({ method: z.literal('tools/call'), params: z.unknown() });
const CallParams = z.looseObject({ name: z.string(), arguments: z.unknown().optional() });

const RESOURCE_NOT_FOUND = -32002;

export function createServer(session: Session): Server {
  const { ir } = session.world;
  const server = new Server(
    { name: ir.world.name, version: ir.world.version },
    {
      capabilities: { tools: session.startable ? { listChanged: true } : {}, ...(session.hasTasks ? { prompts: {}, resources: {} } : {}) },
      instructions: instructions(session),
    },
  );
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: session.tools().map((tool) => ({ ...tool })) }));
  server.setRequestHandler(CallRequest, async ({ params }) => {
    // The SDK has held the request against its own schema by now.
    const { name, arguments: args = {} } = CallParams.parse(params);
    const reply = session.call(name, args);
    // A tool that is not listed is a mistake of the request, says the protocol; all else that is wrong with a call is told to the model.
    if (reply.unknownTool !== undefined) throw new McpError(ErrorCode.InvalidParams, String(reply.unknownTool['message']), { error: reply.unknownTool });
    if (reply.toolsChanged) await server.sendToolListChanged();
    const content = [{ type: 'text' as const, text: reply.text }];
    return reply.structured === undefined ? { content, isError: true } : { content, structuredContent: { ...reply.structured } };
  });
  if (session.hasTasks) serveTask(server, session);
  return server;
}

function serveTask(server: Server, session: Session): void {
  server.setRequestHandler(ListPromptsRequestSchema, () => ({ prompts: [{ name: TASK_PROMPT, title: 'The task', description: 'What is asked in this session, in the words of the user.' }] }));
  server.setRequestHandler(GetPromptRequestSchema, ({ params }) => {
    if (params.name !== TASK_PROMPT) throw new McpError(ErrorCode.InvalidParams, `there is no prompt "${params.name}"; there is "${TASK_PROMPT}"`);
    const { task } = session;
    if (task === undefined) throw new McpError(ErrorCode.InvalidParams, `no task has been started: call "${session.world.startTask.name}" first`);
    return { description: task.id, messages: [{ role: 'user' as const, content: { type: 'text' as const, text: task.instruction } }] };
  });
  server.setRequestHandler(ListResourcesRequestSchema, () => ({
    resources: [
      { uri: TASK_RESOURCE, name: 'task', title: 'The task', description: 'Its id, its instruction and the names of its tools, as JSON.', mimeType: 'application/json' },
      { uri: SCORE_RESOURCE, name: 'score', title: 'The score', description: 'The reward, and once an answer has been submitted how the calls compare with the gold ones, as JSON.', mimeType: 'application/json' },
    ],
  }));
  server.setRequestHandler(ReadResourceRequestSchema, ({ params }) => {
    const { task } = session;
    const found: { readonly [name: string]: Json } | undefined =
      params.uri === SCORE_RESOURCE ? session.score() : params.uri === TASK_RESOURCE && task !== undefined ? { id: task.id, instruction: task.instruction, tools: task.tools } : undefined;
    if (found === undefined) throw new McpError(RESOURCE_NOT_FOUND, `there is no resource "${params.uri}"; there are "${TASK_RESOURCE}" and "${SCORE_RESOURCE}", once a task has been started`);
    return { contents: [{ uri: params.uri, mimeType: 'application/json', text: canonicalJson(found) }] };
  });
}

/** What the server says of itself when a client connects. */
function instructions(session: Session): string {
  const { world } = session;
  const what = `The tools of the world "${world.ir.world.name}". What they answer is made up, and always the same.`;
  if (session.startable) return `${what} Call "${world.startTask.name}" to be given a task, solve it with the tools that are then listed, and hand in the answer with "${world.submit.name}".`;
  return session.task === undefined ? what : `${what} The prompt "${TASK_PROMPT}" says what is asked; hand in the answer with "${world.submit.name}".`;
}
