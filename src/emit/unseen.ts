/** Signs that a reader of source would not see, or would see in the wrong place: they are written as escapes in all that is emitted. */

/** Controls, bidi marks, separators, surrogates, the BOM, tags. */
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|\udb40[\udc00-\udfff]/g;

/** @param wide the escape of a sign beyond the first plane, which languages write differently */
export function escapeUnseen(text: string, wide: (sign: string) => string): string {
  return text.replace(UNSEEN, (found) => {
    switch (found) {
      case '\n':
        return '\\n';
      case '\r':
        return '\\r';
      case '\t':
        return '\\t';
      default:
        return found.length > 1 ? wide(found) : unitEscape(found);
    }
  });
}

/** `\u200b` */
export function unitEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
