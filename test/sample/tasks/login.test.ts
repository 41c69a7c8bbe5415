/** A login is needed exactly where it is declared; tasks log in, say what it takes, and are proved with it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileWorld } from '../../../src/compile.js';
import { memoryHost } from '../../../src/host/memory.js';
import { readCredentials, sameCredentials, sayCredentials } from '../../../src/instruct/credentials.js';
import type { WorldIR } from '../../../src/ir/ir.js';
import { Stream, deriveKey } from '../../../src/runtime/random.js';
import { createRuntime } from '../../../src/runtime/runtime.js';
import { LineWriter } from '../../../src/sample/tasks/line.js';
import { TaskMaker, emptyCounts } from '../../../src/sample/tasks/maker.js';
import { parseTask } from '../../../src/sample/tasks/parse.js';
import type { TaskRecord } from '../../../src/sample/tasks/record.js';
import { Verifier } from '../../../src/sample/tasks/verify.js';

const source = (given: number): string => `
/// Logins.
world logins "1.0.0"

type show <: str = "Dark" | "The Crown" | "Ozark" | "Mindhunter" | "Lupin" | "Narcos" | "Elite"
type actor <: str = "Ada Vale" | "Ben Poe" | "Cy Low" | "Di May" | "Ed Ray" | "Flo Day" | "Gus Kay"
type song <: str = "Blue" | "Red" | "Green" | "Yellow" | "Violet" | "Black" | "White"
type handle <: str = /@[a-z]{5,9}/

app netflix {
  login
  /// Returns the lead actor of a show.
  tool lead_actor(show) -> actor { phrase "the lead actor of {show}" }
}

app spotify {
  noun "Spotify \\"Premium\\""
  login as handle
  /// Returns the song that an actor likes best.
  tool liked_song(actor) -> song { phrase "the song that {actor} likes best" }
}

app library {
  /// Returns the show that uses a song.
  tool show_of(song) -> show { phrase "the show that uses {song}" }
}

/// Returns the song of a show.
tool title_song(show) -> song { phrase "the title song of {show}" }

tasks train { count 20 length 1..4 distractors 1 passwords given ${given} }
`;

function compile(text: string): WorldIR {
  const { ir, diagnostics } = compileWorld(memoryHost({ '/world.rworld': text }), '/world.rworld');
  expect(diagnostics).toEqual([]);
  if (ir === null) throw new Error('the world does not compile');
  return ir;
}

function tasksOf(ir: WorldIR): TaskRecord[] {
  const set = ir.taskSets[0];
  const maker = set === undefined ? undefined : TaskMaker.create(ir, set);
  if (!(maker instanceof TaskMaker)) throw new Error('no plan');
  const writer = new LineWriter(ir, 'train', maker.seed);
  return Array.from({ length: maker.plan.count }, (_, i) => i).flatMap((i) => {
    const task = maker.make(i, emptyCounts());
    if (task === null) return [];
    const parsed = parseTask(writer.line(task));
    return parsed.ok ? [parsed.task] : [];
  });
}

const half = compile(source(0.5));

describe('environments', () => {
  const runtime = createRuntime(half);
  const argument: { readonly [tool: string]: { readonly [parameter: string]: string } } = { lead_actor: { show: 'Dark' }, liked_song: { actor: 'Cy Low' }, show_of: { song: 'Blue' }, title_song: { show: 'Lupin' } };

  it('ask for a login exactly where one is declared, until it succeeds, and each on its own', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.array(fc.constantFrom('netflix', 'spotify', 'wrong', 'manager'), { maxLength: 6 }), (key, steps) => {
        const environment = runtime.environment(key);
        const open = new Set<string>();
        const check = (): void => {
          for (const tool of half.tools) {
            if (tool.access !== undefined) continue;
            const result = environment.call(tool.name, argument[tool.name] ?? {});
            const needs = tool.app === 'netflix' || tool.app === 'spotify';
            expect(result.ok).toBe(!needs || open.has(tool.app ?? ''));
            if (!result.ok) expect(result.error.code).toBe('not_logged_in');
          }
        };
        check();
        for (const step of steps) {
          const app = step === 'spotify' ? 'spotify' : 'netflix';
          const account = environment.logins.account(app);
          const stored = environment.call('password_manager', { app, username: account?.username });
          expect(stored).toEqual({ ok: true, value: account?.password });
          if (step === 'wrong') expect(environment.call('netflix_login', { username: account?.username, password: 'not this' })).toEqual({ ok: true, value: false });
          if (step === 'manager') expect(environment.call('password_manager', { app, username: 'nobody' }).ok).toBe(false);
          if (step !== 'netflix' && step !== 'spotify') continue;
          expect(environment.call(`${app}_login`, { username: account?.username, password: account?.password })).toEqual({ ok: true, value: true });
          open.add(app);
          check();
        }
        // Another environment of the same key knows nothing of it.
        expect(runtime.environment(key).call('lead_actor', { show: 'Dark' }).ok).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it('answer the same after the login as tools do by themselves', () => {
    const key = deriveKey(null, 'one');
    const environment = runtime.environment(key);
    const account = environment.logins.account('netflix');
    environment.call('netflix_login', { username: account?.username, password: account?.password });
    expect(environment.call('lead_actor', { show: 'Dark' })).toEqual(runtime.tool('lead_actor')?.invoke(runtime.environment(key), ['Dark']));
  });
});

describe('tasks', () => {
  const tasks = tasksOf(half);

  it('log in exactly to the apps that their calls need, before anything else', () => {
    const app = new Map(half.tools.map((t) => [t.name, t.app]));
    for (const task of tasks) {
      const needed = new Set(task.calls.filter((c) => c.id.startsWith('c')).map((c) => app.get(c.tool)).filter((a) => a === 'netflix' || a === 'spotify'));
      const opened = task.calls.filter((c) => c.tool.endsWith('_login')).map((c) => app.get(c.tool));
      expect(opened).toEqual([...needed].sort());
      expect(task.calls.map((c) => c.id[0]).join('')).toMatch(/^l*c+$/);
      expect(task.shape.length).toBe(task.calls.filter((c) => c.id.startsWith('c')).length);
      const listed = new Set(task.tools.map((t) => app.get(t)).filter((a) => a === 'netflix' || a === 'spotify'));
      for (const name of listed) expect(task.tools).toContain(`${name ?? ''}_login`);
      expect(task.tools.includes('password_manager')).toBe(listed.size > 0);
    }
    expect(tasks.some((t) => t.calls.some((c) => c.tool === 'password_manager'))).toBe(true);
    expect(tasks.some((t) => t.calls.some((c) => c.tool.endsWith('_login') && 'ref' in (c.arguments['password'] ?? {}) && t.inputs.some((i) => i.type === 'login_password')))).toBe(true);
  });

  it('are proved from their records', () => {
    const verifier = new Verifier(half);
    for (const task of tasks) expect(verifier.verify(task)).toEqual([]);
  });

  it('state every password, or none, as the set says', () => {
    const states = (task: TaskRecord): boolean => task.inputs.some((i) => i.type === 'login_password');
    const needy = (given: number): TaskRecord[] => tasksOf(compile(source(given))).filter((t) => t.calls[0]?.id === 'l1');
    expect(needy(1).every(states)).toBe(true);
    expect(needy(0).some(states)).toBe(false);
  });

  it('are found out when a login is left out, forged, or hidden', () => {
    const task = tasks.find((t) => t.calls.some((c) => c.tool === 'password_manager'));
    if (task === undefined) throw new Error('no task fetches a password');
    const kinds = (changed: TaskRecord): string[] => new Verifier(half).verify(changed).map((p) => p.kind);
    expect(kinds({ ...task, calls: task.calls.filter((c) => c.id.startsWith('c')) })).not.toEqual([]);
    expect(kinds({ ...task, calls: task.calls.map((c) => (c.id === 'l1' ? { ...c, result: 'another-word-11' } : c)) })).toContain('login');
    expect(kinds({ ...task, tools: task.tools.filter((t) => t !== 'password_manager') })).toContain('login');
    expect(kinds({ ...task, instruction: task.instruction.replace(/^.*?"[^"]*"[^.]*\. /, '') })).toContain('login');
    expect(kinds({ ...task, inputs: task.inputs.map((i) => (i.type === 'login_name' || i.type === 'handle' ? { ...i, value: 'x' } : i)) })).toContain('login');
  });
});

describe('sentences about accounts', () => {
  it('are read as they were meant, whatever the names', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 12 });
    fc.assert(
      fc.property(fc.array(fc.record({ app: fc.constantFrom('netflix', 'spotify'), username: text, password: fc.option(text, { nil: undefined }) }), { maxLength: 3 }), fc.nat(), (credentials, n) => {
        const noun = (app: string): string => half.apps.find((a) => a.name === app)?.noun ?? '';
        const request = 'What is the lead actor of "Dark"?';
        const said = sayCredentials(credentials.map((c) => ({ ...c, noun: noun(c.app) })), new Stream(deriveKey(null, n))) + request;
        const read = readCredentials(said, half.apps);
        expect(read.rest).toBe(request);
        expect(sameCredentials(read.credentials, credentials)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});
