/** The files around an MCP package: package.json and README.md. */
import type { WorldIR } from '../../ir/ir.js';
import { summary } from '../prose.js';
import { defaultSet } from './server/choice.js';

/** What the carried server was written and tested against. */
const DEPENDENCIES = { '@modelcontextprotocol/sdk': '^1.32.2', zod: '^4.6.7' };

export function packageJson(ir: WorldIR, name: string): string {
  const version = /^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)(-[0-9A-Za-z-.]+)?(\+[0-9A-Za-z-.]+)?$/.test(ir.world.version) ? ir.world.version : '0.0.0';
  const description = {
    name,
    version,
    description: `An MCP server: ${summary(ir.world.description || `The world ${ir.world.name}`)}`.toWellFormed(),
    type: 'module',
    bin: { [name]: './server.js' },
    files: ['server.js', 'tools.json', 'world.ir.json', 'lib', 'tasks', 'examples'],
    scripts: { start: 'node server.js' },
    dependencies: DEPENDENCIES,
    engines: { node: '>=20' },
  };
  return `${JSON.stringify(description, null, 2)}\n`;
}

export function readme(ir: WorldIR, name: string, sets: readonly string[]): string {
  const set = defaultSet(sets);
  const config = (args: readonly string[]): unknown => ({ command: 'node', args: ['/path/to/server.js', ...args] });
  const block = (key: string, server: unknown): string => `\`\`\`json\n${JSON.stringify({ [key]: { [name]: server } }, null, 2)}\n\`\`\``;
  return `# ${inline(ir.world.name)} ${inline(ir.world.version)} over MCP

${inline(summary(ir.world.description || `The world ${ir.world.name}`))} ${ir.tools.length} tools, compiled by rworld. Node 20 or later; rworld is not needed.

\`\`\`sh
npm install
node server.js                      # all tools, on standard input and output
${set === undefined ? '' : `node server.js --set ${set} --task 0  # one task's tools, and the one that takes the answer\nnode server.js --tasks              # a tool that starts tasks\n`}node server.js --http 8931          # over streamable HTTP, at http://127.0.0.1:8931/mcp
\`\`\`

## In a client's configuration

Claude Desktop (\`claude_desktop_config.json\`), Cursor (\`.cursor/mcp.json\`):

${block('mcpServers', config([]))}

Claude Code:

\`\`\`sh
claude mcp add ${name} -- node /path/to/server.js
\`\`\`

VS Code (\`.vscode/mcp.json\`):

${block('servers', { type: 'stdio', ...(config([]) as object) })}
${
  set === undefined
    ? ''
    : `
## Training and evaluation

A session is an episode. Over HTTP its address chooses the task, so one server runs any number of episodes side by side:
\`http://127.0.0.1:8931/mcp?set=${set}&task=0\`. The prompt \`task\` is the instruction; \`tools/list\` gives what the task shows; the agent
ends by calling \`submit\`; the resource \`rworld://score\` then holds the reward and the other measures, as JSON.

\`\`\`python
import asyncio, json
from mcp import Client            # pip install "mcp>=2"

async def main():
    async with Client("http://127.0.0.1:8931/mcp?set=${set}&task=0") as client:
        print((await client.get_prompt("task")).messages[0].content.text)
        print([tool.name for tool in (await client.list_tools()).tools])
        await client.call_tool("submit", {"answer": "42"})
        print(json.loads((await client.read_resource("rworld://score")).contents[0].text))

asyncio.run(main())
\`\`\`

\`examples/client.py\` is a whole one, over either transport: \`python examples/client.py\` plays recorded solutions, and with
\`--model NAME --base-url URL\` any model behind an OpenAI-compatible endpoint acts.

The tasks lie in \`tasks/\`, with their answers: keep that folder from agents that can read files.
`
}
## What a call answers

- The text is the result as canonical JSON (RFC 8785). The structured content is the result itself where it is a record; anything else is
  its member \`result\`: \`{"result": 25}\`. The tool's output schema says so.
- A call that is refused has \`isError\`, and the structured error as its text: \`{"error": {"code": …, "message": …, "tool": …, …}}\`. A tool that is
  not listed is the protocol's error -32602, with the same error as its data.
- Sessions are apart from each other. The same calls on the same task or environment give the same bytes, in every session.
- The protocol's revision is 2025-11-25, or an older one that the client asks for.
`;
}

/** Text in a line of Markdown. */
function inline(text: string): string {
  return text.replace(/[\s\u2028\u2029]+/g, ' ').replace(/[|`<>\\[\]*]/g, '\\$&').toWellFormed();
}
