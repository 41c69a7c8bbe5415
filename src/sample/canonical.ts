/**
 * The canonical text of a skeleton, and its hash.
 *
 * A skeleton is numbered by its depth-first reading, so equal skeletons are equal objects; the canonical text writes
 * them down. It names tools and sources, and leaves out what follows from those: the types of inputs and results.
 */
import { blake2s } from '../runtime/random.js';
import type { ArgumentSource, Skeleton } from './skeleton.js';

/** `calls ; goal`, as in `hq(u0);holiday(c0.city);c1`: equal for equal skeletons only. */
export function canonicalKey(skeleton: Skeleton): string {
  let text = '';
  for (const call of skeleton.calls) {
    text += `${call.tool}(`;
    let first = true;
    for (const source of call.args) {
      text += first ? sourceText(source) : `,${sourceText(source)}`;
      first = false;
    }
    text += ');';
  }
  const { call, path } = skeleton.goal;
  return text + sourceText({ kind: 'call', call, path });
}

function sourceText(source: ArgumentSource): string {
  if (source.kind === 'input') return `u${source.input}`;
  return source.path.length === 0 ? `c${source.call}` : `c${source.call}.${source.path.join('.')}`;
}

const encoder = new TextEncoder();
const HEX = Array.from({ length: 256 }, (_, i) => (i < 16 ? '0' : '') + i.toString(16));

/** Two hexadecimal digits a byte. */
export function hex(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i++) text += HEX[bytes[i] ?? 0] ?? '';
  return text;
}

/** 32 hexadecimal digits: BLAKE2s-128 of the canonical text in UTF-8. */
export function skeletonHash(skeleton: Skeleton): string {
  return hex(blake2s(encoder.encode(canonicalKey(skeleton)), undefined, 16));
}
