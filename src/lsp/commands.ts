/** Commands that an editor can run on the server. Each answers with a page to show. */
export const COMMANDS = ['rworld.server.preview', 'rworld.server.graph', 'rworld.server.compile'] as const;

export interface Page {
  readonly title: string;
  readonly language: 'markdown' | 'json';
  readonly text: string;
}
