/** Every format that tasks can be written in. */
import { bfcl } from './bfcl.js';
import { chat } from './chat.js';
import type { Format } from './format.js';
import { hermes } from './hermes.js';
import { nestful } from './nestful.js';
import { openai, openaiRft } from './openai.js';
import { prompt } from './prompt.js';
import { sharegpt } from './sharegpt.js';
import { task } from './task.js';
import { verl } from './verl.js';

export const FORMATS: readonly Format[] = [task, chat, openai, openaiRft, hermes, sharegpt, nestful, bfcl, verl, prompt];

export function findFormat(name: string): Format | undefined {
  return FORMATS.find((format) => format.name === name);
}
