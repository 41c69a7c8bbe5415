/** Answers to questions that take the whole world; what was compiled for one is kept for the next. */
import { analyseDeeply, countSets, countWithTool, graphPage, previewTask, type DeepAnalysis } from '../../editor/deep.js';
import { forFile } from '../../editor/diagnostics.js';
import { OverlayHost } from '../../editor/overlay.js';
import type { Host } from '../../host/host.js';
import type { Answer, Request } from './messages.js';

export class Answerer {
  #known: { readonly entry: string; readonly revision: number; readonly deep: DeepAnalysis } | undefined;

  constructor(private readonly base: Host) {}

  answer({ question, entry, revision, open }: Request): Answer {
    const deep = this.#compiled(entry, revision, open);
    if (question.kind === 'compose') {
      const paths = new Map(deep.findings.flatMap(({ path, diagnostic }) => (diagnostic.location === null ? [] : [[diagnostic.location.file, path] as const])));
      const findings = deep.findings.flatMap(({ path, diagnostic }) => {
        const told = forFile(diagnostic, (file) => paths.get(file));
        return told === null ? [] : [{ path, diagnostic: told }];
      });
      return { kind: 'compose', findings };
    }
    const { ir } = deep;
    if (ir === null) return question.kind === 'tool' || question.kind === 'count' ? { kind: 'nothing' } : { kind: 'page', text: `The world has errors, so nothing can be made of it yet.\n` };
    switch (question.kind) {
      case 'count':
        return { kind: 'count', counts: countSets(ir) };
      case 'tool': {
        const text = countWithTool(ir, question.tool);
        return text === null ? { kind: 'nothing' } : { kind: 'page', text };
      }
      case 'preview':
        return { kind: 'page', text: previewTask(ir, question.set, question.index) };
      case 'graph':
        return { kind: 'page', text: graphPage(ir) };
      case 'compile':
        return { kind: 'page', text: `${JSON.stringify(ir, null, 2)}\n` };
      default: {
        const never: never = question;
        return never;
      }
    }
  }

  #compiled(entry: string, revision: number, open: ReadonlyMap<string, string>): DeepAnalysis {
    if (this.#known?.entry === entry && this.#known.revision === revision) return this.#known.deep;
    const host = new OverlayHost(this.base);
    for (const [path, text] of open) host.set(path, text);
    const deep = analyseDeeply(host, entry);
    this.#known = { entry, revision, deep };
    return deep;
  }
}
