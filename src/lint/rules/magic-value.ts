import type { Location } from '../../source/source.js';
import type { Expr, Literal } from '../../syntax/ast.js';
import { defineLint, type LintFinding } from '../rule.js';
import { literalsIn } from '../expressions.js';

export const magicValue = defineLint({
  name: 'magic-value',
  title: 'The same number or text in the expressions of several tools',
  level: 'info',
  safe: false,
  explain: `
A tax, a rate or a code word that several tools repeat is changed in one of them and forgotten in another. A parameter with a default says
what it is, and a type says which texts there are. Small and round numbers, and texts of a sign or two, are let be.

\`\`\`rworld
// wrong
returns round(price * 1.0825, 2)

// right
tool with_tax(price, rate: tax_rate = 1.0825) -> price { returns round(price * rate, 2) }
\`\`\`
`,
  find: (world) => {
    const uses = new Map<string, { readonly tools: Set<string>; readonly at: Location; readonly subject: string; readonly shown: string }>();
    for (const { decl, name, module } of world.tools) {
      const expressions: Expr[] = decl.clauses.flatMap((c) => (c.kind === 'returns' ? [c.expr] : c.kind === 'requires' ? [c.condition] : []));
      for (const literal of expressions.flatMap(literalsIn)) {
        const shown = magic(literal);
        if (shown === null) continue;
        const known = uses.get(shown);
        if (known === undefined) uses.set(shown, { tools: new Set([name.text]), at: world.at(module, literal.span), subject: name.text, shown });
        else known.tools.add(name.text);
      }
    }
    return [...uses.values()].flatMap(({ tools, at, subject, shown }): LintFinding[] =>
      tools.size < 2 ? [] : [{ at, message: `${shown} stands in ${tools.size} tools: ${[...tools].slice(0, 4).map((t) => `\`${t}\``).join(', ')}${tools.size > 4 ? ' and others' : ''}`, help: 'give it a name: a parameter with a default, or a value of a type', subject }],
    );
  },
});

/** The literal as it is told, or null where it needs no name: counts, units of time, round numbers, separators, formats. */
function magic(literal: Literal): string | null {
  if (literal.kind === 'number') {
    const value = Math.abs(literal.value);
    const digits = literal.raw.replace(/[-.]/g, '').replace(/^0+|0+$/g, '');
    return digits.length >= 3 && ![365, 366, 1440, 3600, 86400].includes(value) ? literal.raw : null;
  }
  return literal.kind === 'string' && literal.value.trim().length >= 3 && !/[%{}]/.test(literal.value) ? JSON.stringify(literal.value) : null;
}
