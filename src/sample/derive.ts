/**
 * Deriving one skeleton: the walk from a place to its term.
 *
 * The walk reads the goal's term depth first in parameter order. At every step it divides a cell among a slot and the
 * rest, then fills the slot: by a call (an atom, then a port) or, at size 0, by a fresh user input or a pointer to a value
 * already made. Who chooses depends on the walk: the allotment (`allot.ts`) while several places share the prefix; plain
 * draws from a generator keyed by the prefix once a place is alone; an odometer that turns through all choices
 * (`enumerate.ts`); and a script where a call or an edge is to occur (`direct.ts`).
 */
import { descend, divide, Place, search } from './allot.js';
import { Assembler } from './assemble.js';
import type { ChoiceTable, Choices } from './choices.js';
import { mix32 } from '../runtime/permutation.js';
import { Draws, PrefixKey } from './keys.js';
import type { Model } from './model.js';
import type { Odometer } from './odometer.js';
import type { Spine } from './spine.js';
import type { Trail } from './trail.js';
import type { Skeleton } from './skeleton.js';
import { Term } from './term.js';
import { Totals } from './totals.js';

/** How often one port is drawn again when a rule on its tool forbids it here. */
const REDRAWS = 4;

/** How a walk ended. `lost`: the place has nothing; `failed`: it drew by itself and may draw again. */
export type Outcome = 'done' | 'failed' | 'lost';

export class Deriver {
  readonly term: Term;
  readonly totals: Totals;
  private readonly model: Model;
  private readonly place = new Place();
  private readonly prefix = new PrefixKey();
  private readonly draws = new Draws();
  private readonly assembler: Assembler;
  private readonly slotUser: Int32Array;
  private readonly pointedWeights: Float64Array;
  private readonly layers: number;

  /** Whether the place shares its prefix with no other: choices are then plain draws. */
  private alone = false;
  /** Whether the walk has drawn among several options since it was alone: if not, every other attempt goes the same way. */
  private drew = false;
  private attempt = 0;
  private odometer: Odometer | null = null;
  private spine: Spine | null = null;
  private redraws = REDRAWS;
  /** How many terms each place should have to itself, where there are that many. */
  room = 1;
  /** The choices of a walk in stages, and the number of finished calls that its stage ends with; 0 where there are none. */
  private trail: Trail | null = null;
  private until = 0;
  /** In the last stage: the product of what each leaf could be over what the programme took it for. */
  private ratio = 1;

  /** @param sharing the weight of one pointer beside a fresh input's one */
  constructor(
    private readonly choices: Choices,
    private readonly sharing: number,
  ) {
    const { weighted } = choices;
    this.model = weighted.model;
    this.layers = weighted.layers;
    this.term = new Term(weighted.model, weighted.longest, weighted.layers);
    this.totals = new Totals(this.term, weighted.counting, weighted.longest);
    this.slotUser = Int32Array.from(this.model.slots, (s) => s.user);
    this.pointedWeights = new Float64Array(this.term.pointed.length);
    this.assembler = new Assembler(this.model, this.term.maxPorts);
  }

  /**
   * Walks from a place; the term is left in `term`.
   * @param index the place, 0 .. places-1 @param a,b the stratum's key, two words @param attempt how often this place has walked before
   */
  walkPlace(size: number, index: number, places: number, a: number, b: number, attempt: number): Outcome {
    this.place.index = index;
    this.place.group = places;
    this.prefix.reset(a, b);
    this.attempt = attempt;
    this.alone = false;
    if (places === 1) this.goAlone();
    const met = this.walk(size) && this.totals.met();
    if (this.alone) return met ? 'done' : this.drew ? 'failed' : 'lost';
    // The walk ended among several places: the first of them has the skeleton, and there is no other.
    return met && this.place.index === 0 && attempt === 0 ? 'done' : 'lost';
  }

  /** Walks by plain draws under a key, along a spine where one is given. */
  walkFreely(size: number, a: number, b: number, attempt: number, spine: Spine | null): Outcome {
    this.place.group = 1;
    this.place.index = 0;
    this.prefix.reset(a, b);
    this.attempt = attempt;
    this.goAlone();
    this.spine = spine;
    const met = this.walk(size) && this.totals.met();
    this.spine = null;
    return met ? 'done' : 'failed';
  }

  /** Walks where the odometer stands. */
  walkOdometer(size: number, odometer: Odometer): Outcome {
    this.alone = true;
    this.redraws = 0;
    this.odometer = odometer;
    const met = this.walk(size) && this.totals.met();
    this.odometer = null;
    this.redraws = REDRAWS;
    return met ? 'done' : 'failed';
  }

  /**
   * Walks the way of a trail, and on by plain draws until a number of calls is finished; the trail then goes so far.
   * Returns the product, over the slots filled without a call since the call before that, of the number of things that could have
   * stood there over the weight that the programme has for them; 0 where the walk broke a rule.
   */
  walkStage(size: number, trail: Trail, calls: number, a: number, b: number, attempt: number): number {
    this.trail = trail;
    this.until = calls;
    this.ratio = 1;
    this.redraws = 0;
    trail.rewind();
    this.place.group = 1;
    this.prefix.reset(a, b);
    this.attempt = attempt;
    this.goAlone();
    const met = this.walk(size) && (calls < size || this.totals.met());
    this.trail = null;
    this.until = 0;
    this.redraws = REDRAWS;
    return met ? this.ratio : 0;
  }

  /** The skeleton that the last walk ended in. */
  skeleton(): Skeleton {
    const { term } = this;
    return this.assembler.build(term.calls, term.inputs, term.callInstance, term.callArgs, term.inputType, term.widest, term.openPort[0] ?? 0);
  }

  private goAlone(): void {
    this.alone = true;
    this.drew = false;
    this.draws.seed(this.prefix.a, this.prefix.b, this.attempt);
  }

  private walk(size: number): boolean {
    const { term } = this;
    const { states } = this.choices.weighted.counting;
    term.clear();
    if (!this.openGoal(size)) return false;
    while (term.open > 0) {
      const top = term.open - 1;
      const sequence = term.openSequence[top] ?? 0;
      if (sequence === 0) {
        if (!term.finish()) return false;
        if (term.calls === this.until) return true;
        continue;
      }
      const layer = term.openLayer[top] ?? 0;
      const table = this.choices.ofSequence(layer, sequence, term.openCell[top] ?? 0);
      let option = this.spine?.division(term, table) ?? -1;
      if (option < 0) option = this.chooseDivision(table, sequence, layer, term.openFactor[top] ?? 1);
      if (option < 0) return false;
      const branch = this.model.sequences[sequence]?.[table.first(option)];
      if (branch === undefined) return false;
      const cell = table.second(option);
      const rest = table.third(option);
      term.openSequence[top] = branch.next;
      term.openCell[top] = rest;
      let factor = 1;
      if (this.place.group > 1) {
        const { counted } = this.choices;
        factor = (term.openFactor[top] ?? 1) * (counted.sequence[counted.sequenceAt(layer, branch.next) + rest] ?? 1);
      }
      if (cell < states) {
        if (!this.leaf(branch.slot, cell, layer, factor)) return false;
        continue;
      }
      const port = this.spine?.port(term) ?? -1;
      if (port >= 0) {
        if (!this.openPort(port, this.spine?.cell(term.open) ?? 0, layer, 1)) return false;
        continue;
      }
      const atoms = this.choices.ofSlot(layer, branch.slot, cell);
      const chosen = this.choose(atoms, factor);
      if (chosen < 0 || !this.call(layer, atoms.first(chosen), cell, factor)) return false;
    }
    return true;
  }

  private openGoal(size: number): boolean {
    const { top } = this.choices.weighted;
    if (this.spine !== null) return this.openPort(this.spine.goal, this.spine.cell(0), top, 1);
    const root = this.choices.ofGoal(size);
    const goal = this.choose(root, 1);
    return goal >= 0 && this.call(top, root.first(goal), root.second(goal), 1);
  }

  /** A place that is alone draws again where the slot could only take a pointer and there is nothing to point to. */
  private chooseDivision(table: ChoiceTable, sequence: number, layer: number, factor: number): number {
    // A place that this very choice sets apart must keep it: the prefix is what it has to itself.
    const free = this.alone;
    let option = this.choose(table, factor);
    if (!free || this.odometer !== null || table.cumulative.length <= 1) return option;
    const { states } = this.choices.weighted.counting;
    for (let redraws = this.redraws; redraws > 0 && option >= 0 && table.second(option) < states; redraws--) {
      const slot = this.model.sequences[sequence]?.[table.first(option)]?.slot ?? 0;
      if ((this.slotUser[slot] ?? -1) >= 0 || this.term.findPointers(slot, layer) > 0) break;
      option = this.choose(table, factor);
    }
    return option;
  }

  private choose(table: ChoiceTable, factor: number): number {
    const count = table.cumulative.length;
    if (count <= 1) return count - 1;
    if (this.odometer !== null) return this.odometer.turn(count);
    if (this.alone) {
      this.drew = true;
      if (this.trail === null) return search(table.cumulative, this.draws.unit() * table.total);
      return this.trail.next() ?? this.trail.add(search(table.cumulative, this.draws.unit() * table.total));
    }
    const option = descend(this.place, table, this.prefix.unit(), factor / this.room);
    if (option >= 0) this.extend(table.hash(option));
    return option;
  }

  private extend(hash: number): void {
    this.prefix.extend(hash);
    if (this.place.group === 1) this.goAlone();
  }

  /** Opens a call of one of the atom's ports. */
  private call(layer: number, atom: number, cell: number, factor: number): boolean {
    const table = this.choices.ofAtom(layer, atom, cell);
    let redraws = this.alone && table.cumulative.length > 1 ? this.redraws : 0;
    for (;;) {
      const option = this.choose(table, factor);
      if (option < 0) return false;
      if (this.openPort(table.first(option), table.second(option), layer, factor)) return true;
      if (redraws-- <= 0) return false;
    }
  }

  private openPort(port: number, cell: number, layer: number, factor: number): boolean {
    if (!this.term.mayCall(port)) return false;
    this.term.push(port, cell, this.layers === 1 ? 0 : layer - 1, factor);
    return true;
  }

  /** Fills a slot without a call: a fresh input, or a pointer. */
  private leaf(slot: number, state: number, layer: number, factor: number): boolean {
    const { term, sharing } = this;
    const user = this.slotUser[slot] ?? -1;
    const fresh = user >= 0 && state === this.choices.weighted.counting.freshState;
    const count = state === 0 && sharing > 0 ? term.findPointers(slot, layer) : 0;
    if (this.trail !== null && term.calls === this.until - 1) {
      const { weighted } = this.choices;
      this.ratio *= (count + (fresh ? 1 : 0)) / (weighted.slot[weighted.slotAt(layer, slot) + state] ?? 1);
    }
    if (count === 0) {
      if (!fresh) return false;
      term.giveInput(user);
      return true;
    }
    const first = fresh ? 0 : 1;
    const options = count + 1 - first;
    let option = first;
    if (options > 1) {
      if (this.odometer !== null) option += this.odometer.turn(options);
      else if (this.alone) option = this.trail?.next() ?? this.drawLeaf(fresh, count);
      else {
        option = this.allotLeaf(fresh, count, factor);
        if (option < 0) return false;
      }
    }
    if (option === 0) term.giveInput(user);
    else term.giveValue(term.pointed[option - 1] ?? 0);
    return true;
  }

  private drawLeaf(fresh: boolean, count: number): number {
    const { sharing } = this;
    this.drew = true;
    const total = (fresh ? 1 : 0) + count * sharing;
    const x = this.draws.unit() * total - (fresh ? 1 : 0);
    const option = x < 0 ? 0 : 1 + Math.min(count - 1, Math.floor(x / sharing));
    return this.trail?.add(option) ?? option;
  }

  /** The allotment of a leaf: option 0 is the fresh input, the others are the pointers found. */
  private allotLeaf(fresh: boolean, count: number, factor: number): number {
    const first = fresh ? 0 : 1;
    const options = count + 1 - first;
    const total = (fresh ? 1 : 0) + count * this.sharing;
    const largest = Math.max(fresh ? 1 : 0, this.sharing) / total;
    const even = this.place.group * largest > factor;
    let sum = 0;
    for (let o = 0; o < options; o++) {
      sum += even ? 1 : o + first === 0 ? 1 : this.sharing;
      this.pointedWeights[o] = sum;
    }
    const option = divide(this.place, this.pointedWeights, options, this.place.group / sum, this.prefix.unit());
    if (option < 0) return -1;
    this.extend(mix32(option + first + 1));
    return option + first;
  }
}
