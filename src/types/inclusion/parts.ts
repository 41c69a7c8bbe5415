/** A set taken apart into sets of one kind, whose union it is. */
import type { CalendarSet, RangeSet, RegexSet, Scalar, ValueSetIR } from '../../ir/ir.js';

export interface Parts {
  readonly listed: ReadonlySet<Scalar>;
  readonly ranges: readonly RangeSet[];
  readonly patterns: readonly RegexSet[];
  readonly calendars: readonly CalendarSet[];
}

export function sortParts(set: ValueSetIR): Parts {
  const parts = { listed: new Set<Scalar>(), ranges: new Array<RangeSet>(), patterns: new Array<RegexSet>(), calendars: new Array<CalendarSet>() };
  const visit = (at: ValueSetIR): void => {
    switch (at.kind) {
      case 'enum':
        for (const value of at.values) parts.listed.add(value);
        break;
      case 'range':
        parts.ranges.push(at);
        break;
      case 'regex':
        parts.patterns.push(at);
        break;
      case 'calendar':
        parts.calendars.push(at);
        break;
      case 'union':
        for (const member of at.members) visit(member.set);
    }
  };
  visit(set);
  return parts;
}
