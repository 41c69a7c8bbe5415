/** The thread that plans and samples while the author goes on typing. */
import { parentPort } from 'node:worker_threads';
import { nodeHost } from '../../host/node.js';
import { Answerer } from './answer.js';
import type { Reply, Request } from './messages.js';

const port = parentPort;
if (port !== null) {
  const answerer = new Answerer(nodeHost());
  port.on('message', (request: Request) => {
    let reply: Reply;
    try {
      reply = { id: request.id, answer: answerer.answer(request) };
    } catch (error) {
      // A fault of ours on one world must not end the server; it is told where it can be read.
      process.stderr.write(`rworld lsp: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
      reply = { id: request.id, answer: { kind: 'nothing' } };
    }
    port.postMessage(reply);
  });
}
