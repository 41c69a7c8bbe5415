/** Worlds and their tasks, made here, to hold what is served against. */
import { compileWorld } from '../../../src/compile.js';
import { toolDefinitions } from '../../../src/emit/mcp/definitions.js';
import { SampledTasks } from '../../../src/emit/mcp/sampled-tasks.js';
import { FIRST_ENVIRONMENT } from '../../../src/emit/mcp/server/choice.js';
import { serveHttp, type Listening } from '../../../src/emit/mcp/server/http.js';
import { openSession } from '../../../src/emit/mcp/server/session.js';
import { ServedWorld } from '../../../src/emit/mcp/server/world.js';
import { nodeHost } from '../../../src/host/node.js';
import type { WorldIR } from '../../../src/ir/ir.js';
import { LineWriter } from '../../../src/sample/tasks/line.js';
import { TaskMaker, emptyCounts } from '../../../src/sample/tasks/maker.js';
import { parseTask } from '../../../src/sample/tasks/parse.js';
import type { TaskRecord } from '../../../src/sample/tasks/record.js';

export interface TestWorld {
  readonly ir: WorldIR;
  /** The tasks of these numbers, as far as they can be made. */
  tasks(set: string, ...indices: readonly number[]): TaskRecord[];
}

export function loadWorldFor(path: string): TestWorld {
  const { ir, diagnostics } = compileWorld(nodeHost(), path);
  if (ir === null) throw new Error(diagnostics.map((d) => d.message).join('\n'));
  return {
    ir,
    tasks: (name, ...indices) => {
      const set = ir.taskSets.find((s) => s.name === name);
      const maker = set === undefined ? undefined : TaskMaker.create(ir, set, {});
      if (!(maker instanceof TaskMaker)) throw new Error(`no tasks of "${name}"`);
      const writer = new LineWriter(ir, name, maker.seed);
      return indices.flatMap((index) => {
        const task = maker.make(index, emptyCounts());
        if (task === null) return [];
        const record = parseTask(writer.line(task));
        if (!record.ok) throw new Error(record.problem);
        return record.task;
      });
    },
  };
}

/** Served over HTTP in this process. */
export function serveHere(ir: WorldIR, sessions = 100): Promise<Listening> {
  const tasks = new SampledTasks(ir);
  const world = new ServedWorld(ir, toolDefinitions(ir), tasks.sets);
  return serveHttp({ port: 0, host: '127.0.0.1', sessions, choice: { kind: 'environment', key: FIRST_ENVIRONMENT }, open: (choice) => openSession(world, choice, { tasks, startable: false }) });
}
