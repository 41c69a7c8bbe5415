/**
 * The model: a world's tools and a set's rules as one finite grammar.
 *
 * A skeleton is a term: a call whose arguments are user inputs, calls, or pointers to what was made before. The grammar
 * of such terms has three kinds of nodes, all numbered:
 *
 *   slot      "something of this type may stand here": a user input, or a port out of some atoms
 *   atom      the ports that no slot tells apart: one exact type, treated alike by every rule on edges
 *   sequence  the arguments of a call from one slot on: choices of (slot, sequence of the rest); sequence 0 is the end
 *
 * A *port* is what a call yields and another takes: its result, or a field of a record result. A tool with type variables
 * becomes one *instance* for each binding of them; its sequences remember the join of the types seen so far, so that
 * every term has exactly one derivation. Everything is ordered by name: the source's order changes nothing.
 */
import type { TypeRef, ToolIR, WorldIR } from '../ir/ir.js';
import { substitute } from '../runtime/subtype.js';
import { expandBindings, joinInto, portsOf } from './bindings.js';
import { nameHash } from './keys.js';
import type { Limits } from './limits.js';
import { hasVariable, NO_TYPE, TypeIndex, type Bindings } from './types.js';

/** A tool with its type variables bound. */
export interface Instance {
  /** Index into `Model.tools`. */
  readonly tool: number;
  readonly bindings: Bindings;
  readonly result: TypeRef;
  /** The sequence of its arguments; -1 where no arguments fit. */
  sequence: number;
  /** Its ports are `firstPort` up to, not including, `firstPort + ports`. */
  firstPort: number;
  ports: number;
}

export interface Port {
  readonly instance: number;
  readonly path: readonly string[];
  /** The exact type, interned. */
  readonly type: number;
  /** A hash of the names of tool and path: what prefix keys are made of. */
  readonly hash: number;
  atom: number;
}

export interface Slot {
  readonly atoms: readonly number[];
  /** What a fresh user input here is of, or NO_TYPE where there can be none. */
  readonly user: number;
  /** The slot's type, for pointers to earlier inputs; NO_TYPE where inputs may not stand here. */
  readonly inputs: number;
}

export interface Branch {
  readonly slot: number;
  readonly next: number;
  /** A hash of what tells this branch from its siblings by name. */
  readonly hash: number;
}

export interface Model {
  readonly types: TypeIndex;
  /** The set's tools, sorted by name. */
  readonly tools: readonly ToolIR[];
  /** For each tool, the indices of the parameters that are slots. */
  readonly slotParams: readonly (readonly number[])[];
  readonly instances: readonly Instance[];
  readonly ports: readonly Port[];
  /** The ports of each atom, in the order of their names. */
  readonly atoms: readonly (readonly number[])[];
  /** Hashes of what each atom is: its exact type, and the rules that name its tools. */
  readonly atomHashes: readonly number[];
  readonly slots: readonly Slot[];
  /** `accepts[slot * atoms.length + atom]` is 1 where the atom's ports may feed the slot. */
  readonly accepts: Uint8Array;
  /** Branches of each sequence; a sequence's rest has always a smaller number. */
  readonly sequences: readonly (readonly Branch[])[];
  /** The slot that the whole term stands in. */
  readonly goal: number;
  readonly limits: Limits;
  /** The most slots that any tool has. */
  readonly widest: number;
}

/** Compiles tools and rules into a grammar. `allowed` are names of tools; others do not exist here. */
export function buildModel(ir: WorldIR, allowed: ReadonlySet<string>, limits: Limits): Model {
  return new Builder(ir, allowed, limits).build();
}

class Builder {
  private readonly types: TypeIndex;
  private readonly tools: readonly ToolIR[];
  private readonly slotParams: readonly (readonly number[])[];
  private readonly instances: Instance[] = [];
  private readonly ports: Port[] = [];
  private readonly atoms: number[][] = [];
  private readonly atomHashes: number[] = [];
  private readonly atomTypes: number[] = [];
  /** For each atom, which of the rules on edges name its tools as a source: one digit a rule. */
  private readonly atomMarks: string[] = [];
  private readonly slots: Slot[] = [];
  private readonly slotIds = new Map<string, number>();
  private readonly sequences: Branch[][] = [[]];
  private readonly sequenceIds = new Map<string, number>([['', 0]]);
  private readonly feeders = new Map<number, readonly number[]>();

  constructor(
    ir: WorldIR,
    allowed: ReadonlySet<string>,
    private readonly limits: Limits,
  ) {
    this.types = new TypeIndex(ir);
    this.tools = ir.tools.filter((t) => allowed.has(t.name)).sort((a, b) => (a.name < b.name ? -1 : 1));
    this.slotParams = this.tools.map((t) => t.params.flatMap((p, k) => (p.default === undefined ? [k] : [])));
  }

  build(): Model {
    this.makeInstances();
    this.makeAtoms();
    for (const instance of this.instances) instance.sequence = this.makeSequence(instance);
    const goal = this.makeGoal();
    this.prune(goal);
    const count = this.atoms.length;
    const accepts = new Uint8Array(this.slots.length * count);
    this.slots.forEach((slot, s) => slot.atoms.forEach((a) => (accepts[s * count + a] = 1)));
    return {
      types: this.types,
      tools: this.tools,
      slotParams: this.slotParams,
      instances: this.instances,
      ports: this.ports,
      atoms: this.atoms,
      atomHashes: this.atomHashes,
      slots: this.slots,
      accepts,
      sequences: this.sequences,
      goal,
      limits: this.limits,
      widest: Math.max(1, ...this.slotParams.map((p) => p.length)),
    };
  }

  private makeInstances(): void {
    const bound = expandBindings(this.tools, this.slotParams, this.types);
    this.tools.forEach((tool, t) => {
      for (const bindings of bound[t] ?? []) {
        const result = bindings.size === 0 ? tool.result : substitute(tool.result, (v) => bindings.get(v));
        const instance: Instance = { tool: t, bindings, result, sequence: -1, firstPort: this.ports.length, ports: 0 };
        const at = this.instances.length;
        for (const { path, type } of portsOf(result)) {
          const hash = nameHash(`${tool.name}\u0000${path.join('\u0000')}`);
          this.ports.push({ instance: at, path, type: this.types.intern(type), hash, atom: -1 });
        }
        instance.ports = this.ports.length - instance.firstPort;
        this.instances.push(instance);
      }
    });
  }

  private makeAtoms(): void {
    const marks = this.tools.map((t) => {
      const edges = this.limits.neverEdges.map((r) => (r.from.has(t.name) ? '1' : '0'));
      const sources = this.limits.sources.map((r) => (r.tools.has(t.name) ? '1' : '0'));
      return edges.join('') + sources.join('');
    });
    const groups = new Map<string, number[]>();
    this.ports.forEach((port, p) => {
      const tool = this.instances[port.instance]?.tool ?? 0;
      const key = `${this.types.key(port.type)} ${marks[tool] ?? ''}`;
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [p]);
      else group.push(p);
    });
    for (const key of [...groups.keys()].sort()) {
      const members = groups.get(key) ?? [];
      for (const p of members) {
        const port = this.ports[p];
        if (port !== undefined) port.atom = this.atoms.length;
      }
      const first = this.ports[members[0] ?? 0];
      this.atomTypes.push(first?.type ?? NO_TYPE);
      this.atomMarks.push(marks[this.instances[first?.instance ?? 0]?.tool ?? 0] ?? '');
      this.atoms.push(members);
      this.atomHashes.push(nameHash(key));
    }
  }

  /** The atoms whose exact type is a subtype of the type, rules left aside. */
  private feedersOf(type: number): readonly number[] {
    const known = this.feeders.get(type);
    if (known !== undefined) return known;
    const found: number[] = [];
    this.atomTypes.forEach((exact, a) => {
      if (this.types.isSubtype(exact, type)) found.push(a);
    });
    this.feeders.set(type, found);
    return found;
  }

  /** What the rules on edges and sources leave of the atoms for this parameter, and whether the user may fill it. */
  private sourcesOf(tool: ToolIR, param: string): { readonly calls: (atom: number) => boolean; readonly user: boolean } {
    const edges = this.limits.neverEdges.flatMap((r, k) => (r.to.has(tool.name) ? [k] : []));
    const base = this.limits.neverEdges.length;
    const only: number[] = [];
    let calls = true;
    let user = true;
    this.limits.sources.forEach((r, k) => {
      if (r.tool !== tool.name || r.param !== param) return;
      if (r.from === 'user') calls = false;
      else user = false;
      if (r.from === 'tools') only.push(base + k);
    });
    if (calls && edges.length === 0 && only.length === 0) return { calls: () => true, user };
    return {
      calls: (atom) => {
        const marks = this.atomMarks[atom] ?? '';
        return calls && edges.every((k) => marks[k] === '0') && only.every((k) => marks[k] === '1');
      },
      user,
    };
  }

  private userMayGive(type: number): boolean {
    const below = (t: TypeRef): boolean => this.types.isSubtype(type, this.types.intern(t));
    return this.types.drawable(type) && this.limits.fromUser.every((list) => list.some(below)) && !this.limits.neverFromUser.some(below);
  }

  private slot(atoms: readonly number[], type: number, user: boolean): number {
    const fresh = user && this.userMayGive(type) ? type : NO_TYPE;
    const inputs = user ? type : NO_TYPE;
    const key = `${fresh} ${inputs} ${atoms.join(',')}`;
    const known = this.slotIds.get(key);
    if (known !== undefined) return known;
    const id = this.slots.length;
    this.slots.push({ atoms, user: fresh, inputs });
    this.slotIds.set(key, id);
    return id;
  }

  private sequence(branches: readonly Branch[]): number {
    const key = branches.map((b) => `${b.slot}:${b.next}:${b.hash}`).join(' ');
    const known = this.sequenceIds.get(key);
    if (known !== undefined) return known;
    const id = this.sequences.length;
    this.sequences.push([...branches]);
    this.sequenceIds.set(key, id);
    return id;
  }

  /**
   * The argument sequence of an instance. A state holds, for each variable, the join of what calls have fed so far
   * (NO_TYPE: nothing yet); the last state must be the instance's own binding, or nothing where that is the bound.
   */
  private makeSequence(instance: Instance): number {
    const tool = this.tools[instance.tool];
    const params = this.slotParams[instance.tool];
    if (tool === undefined || params === undefined) return -1;
    const names = tool.typeParams.map((v) => v.name);
    const target = names.map((n) => this.types.intern(instance.bindings.get(n) ?? { kind: 'var', name: n }));
    const bounds = tool.typeParams.map((v) => (v.bound === null ? NO_TYPE : this.types.intern(v.bound)));
    const memo = new Map<string, number>();
    const build = (k: number, state: readonly number[]): number => {
      const at = params[k];
      if (at === undefined) return state.every((s, v) => s === target[v] || (s === NO_TYPE && target[v] === bounds[v])) ? 0 : -1;
      const key = `${k} ${state.join(',')}`;
      const known = memo.get(key);
      if (known !== undefined) return known;
      const param = tool.params[at];
      if (param === undefined) return -1;
      const made = this.makeStep(tool, param.name, param.type, instance.bindings, names, target, state, (s) => build(k + 1, s));
      memo.set(key, made);
      return made;
    };
    return build(0, names.map(() => NO_TYPE));
  }

  private makeStep(
    tool: ToolIR,
    param: string,
    pattern: TypeRef,
    bindings: Bindings,
    names: readonly string[],
    target: readonly number[],
    state: readonly number[],
    rest: (state: readonly number[]) => number,
  ): number {
    const type = this.types.intern(substitute(pattern, (v) => bindings.get(v)));
    const sources = this.sourcesOf(tool, param);
    const atoms = this.feedersOf(type).filter(sources.calls);
    if (!hasVariable(pattern)) {
      const next = rest(state);
      return next < 0 ? -1 : this.sequence([{ slot: this.slot(atoms, type, sources.user), next, hash: 0 }]);
    }
    const groups = new Map<string, { readonly state: readonly number[]; readonly atoms: number[] }>();
    const stay = state.join(',');
    groups.set(stay, { state, atoms: [] });
    for (const atom of atoms) {
      const after = joinInto(this.types, names, state, pattern, this.types.ref(this.atomTypes[atom] ?? 0));
      if (after === null || after.some((s, v) => s !== NO_TYPE && !this.types.isSubtype(s, target[v] ?? NO_TYPE))) continue;
      const key = after.join(',');
      const group = groups.get(key);
      if (group === undefined) groups.set(key, { state: after, atoms: [atom] });
      else group.atoms.push(atom);
    }
    const branches: { readonly name: string; readonly branch: Branch }[] = [];
    for (const [key, group] of groups) {
      const user = key === stay && sources.user;
      if (group.atoms.length === 0 && !user) continue;
      const next = rest(group.state);
      if (next < 0) continue;
      const name = group.state.map((s) => (s === NO_TYPE ? '' : this.types.key(s))).join(' ');
      branches.push({ name, branch: { slot: this.slot(group.atoms, type, user), next, hash: nameHash(name) } });
    }
    if (branches.length === 0) return -1;
    branches.sort((a, b) => (a.name < b.name ? -1 : 1));
    return this.sequence(branches.map((b) => b.branch));
  }

  /** Drops what no term can hold: ports whose arguments nothing can fill, and all that asks for them. */
  private prune(goal: number): void {
    const given = [...new Set(this.slots.map((s) => s.user).filter((u) => u !== NO_TYPE))];
    const liveAtoms = new Set<number>();
    const liveSlots = new Set<number>();
    const liveSequences = new Set<number>([0]);
    const inputs = this.slots.map((s) => s.user !== NO_TYPE || (s.inputs !== NO_TYPE && given.some((u) => this.types.isSubtype(u, s.inputs))));
    for (let before = -1; before !== liveAtoms.size; ) {
      before = liveAtoms.size;
      this.slots.forEach((slot, s) => {
        if (s !== goal && (inputs[s] === true || slot.atoms.some((a) => liveAtoms.has(a)))) liveSlots.add(s);
      });
      this.sequences.forEach((branches, q) => {
        if (branches.some((b) => liveSlots.has(b.slot) && liveSequences.has(b.next))) liveSequences.add(q);
      });
      this.atoms.forEach((ports, a) => {
        if (ports.some((p) => liveSequences.has(this.instances[this.ports[p]?.instance ?? 0]?.sequence ?? -1))) liveAtoms.add(a);
      });
    }
    this.slots.forEach((slot, s) => (this.slots[s] = { ...slot, atoms: slot.atoms.filter((a) => liveAtoms.has(a)) }));
    this.sequences.forEach((branches, q) => (this.sequences[q] = branches.filter((b) => liveSlots.has(b.slot) && liveSequences.has(b.next))));
    this.instances.forEach((instance) => {
      if (!liveSequences.has(instance.sequence)) instance.sequence = -1;
    });
  }

  private makeGoal(): number {
    const wanted = this.limits.goals.map((list) => list.map((t) => this.types.intern(t)));
    const atoms: number[] = [];
    this.atomTypes.forEach((type, a) => {
      const kind = this.types.ref(type).kind;
      if (kind === 'record' || kind === 'optional') return;
      if (wanted.every((list) => list.some((t) => this.types.isSubtype(type, t)))) atoms.push(a);
    });
    const id = this.slots.length;
    this.slots.push({ atoms, user: NO_TYPE, inputs: NO_TYPE });
    return id;
  }
}
