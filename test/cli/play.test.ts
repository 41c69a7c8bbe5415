/** A session of `rworld play`: completion of names, errors as an agent sees them, login, submission and score. */
import { describe, expect, it } from 'vitest';
import { PlaySession } from '../../src/cli/play/session.js';
import { LineWriter } from '../../src/sample/tasks/line.js';
import { TaskMaker, emptyCounts } from '../../src/sample/tasks/maker.js';
import { parseTask } from '../../src/sample/tasks/parse.js';
import type { TaskRecord } from '../../src/sample/tasks/record.js';
import { compileWorldText } from '../support/compile-text.js';

const WORLD = `world play "1.0.0"
type show <: str = "Dark" | "Heat"
app netflix {
  login
  /// Rates a show.
  tool stars(show, times: int = 1) -> int { phrase "the stars of {show}" }
}
tasks t { count 1 length 1 }
`;

function open(): { readonly session: PlaySession; readonly task: TaskRecord } {
  const { ir } = compileWorldText(WORLD);
  const set = ir.taskSets[0];
  const maker = set === undefined ? undefined : TaskMaker.create(ir, set, {});
  if (!(maker instanceof TaskMaker)) throw new Error('no tasks');
  const made = maker.make(0, emptyCounts());
  if (made === null) throw new Error('no task');
  const parsed = parseTask(new LineWriter(ir, 't', maker.seed).line(made));
  if (!parsed.ok) throw new Error(parsed.problem);
  const plain = (text: string): string => text;
  return { session: new PlaySession(ir, parsed.task, { bold: plain, dim: plain, good: plain, bad: plain }), task: parsed.task };
}

describe('a session', () => {
  it('completes tools, words and parameters', () => {
    const { session } = open();
    expect(session.completions('sta')).toEqual(['stars']);
    expect(session.completions('sub')).toEqual(['submit']);
    expect(session.completions('netflix')).toEqual(['netflix_login']);
    expect(session.completions('stars(')).toEqual(['stars(show: ', 'stars(times: ']);
    expect(session.completions('stars(show: "Dark", ti')).toEqual(['stars(show: "Dark", times: ']);
    expect(session.completions('zzz')).toEqual([]);
  });

  it('answers wrong calls as an agent is answered, wants the login, and counts', () => {
    const { session, task } = open();
    expect(session.opening()).toContain(task.instruction);
    expect(session.reply('starz("Dark")').text).toContain('did you mean stars?');
    expect(session.reply('stars("Dark")').text).toContain('"code":"not_logged_in"');
    const login = /user name is "([^"]+)" and my password is "([^"]+)"/.exec(task.instruction);
    if (login === null) throw new Error(task.instruction);
    expect(session.reply(`netflix_login("${login[1]}", "wrong-wrong-100")`).text).toBe('→ false');
    expect(session.reply(`netflix_login("${login[1]}", "${login[2]}")`).text).toBe('→ true');
    expect(session.reply('stars("Nothing")').text).toContain('"code":"bad_argument"');
    expect(session.reply('stars()').text).toContain('"code":"missing_argument"');
    expect(session.reply(`stars(${JSON.stringify(task.inputs[0]?.value)})`).text).toBe(`→ ${JSON.stringify(task.answer.value)}`);
    expect(session.reply('hint')).toEqual({ text: expect.stringContaining('step 1') as string, over: false });
    expect(session.reply('submit').over).toBe(false);
    const end = session.reply(`submit ${JSON.stringify(task.answer.value)}`);
    expect(end.over).toBe(true);
    expect(end.text).toMatch(/Right\..*score 1.*7 calls.*4 errors, 1 hint\b/s);
  });

  it('tells the answer after a wrong one, and ends after fifteen calls', () => {
    const { session, task } = open();
    for (let n = 0; n < 15; n++) session.reply('stars()');
    expect(session.reply('stars()').text).toContain('submit an answer');
    const end = session.reply('submit "no"');
    expect(end).toEqual({ text: expect.stringContaining(`the answer is ${JSON.stringify(task.answer.value)}`) as string, over: true });
    expect(end.text).toContain('score 0');
  });
});
