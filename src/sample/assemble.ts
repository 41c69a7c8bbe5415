/** Turns a finished walk's numbers into a `Skeleton`. Sources, inputs and types are shared objects: they never change. */
import type { TypeRef } from '../ir/ir.js';
import type { Model } from './model.js';
import type { ArgumentSource, Skeleton, SkeletonCall, SkeletonInput } from './skeleton.js';

export class Assembler {
  private readonly inputSources: ArgumentSource[] = [];
  private readonly callSources: ArgumentSource[] = [];
  private readonly whole: readonly string[] = [];
  private readonly inputs: (SkeletonInput | undefined)[] = [];
  private readonly sourceIds = new Map<string, number>();
  private readonly pathIds: Int32Array;
  private readonly paths: number;
  private readonly toolNames: readonly string[];
  private readonly results: readonly TypeRef[];
  private readonly arities: Int32Array;

  /** @param maxPorts how a port of a call is encoded: `call * maxPorts + port` */
  constructor(
    private readonly model: Model,
    private readonly maxPorts: number,
  ) {
    const texts: (readonly string[])[] = [this.whole];
    this.sourceIds.set('', 0);
    this.pathIds = Int32Array.from(model.ports, (port) => {
      const key = port.path.join('\u0000');
      const known = this.sourceIds.get(key);
      if (known !== undefined) return known;
      this.sourceIds.set(key, texts.length);
      texts.push(port.path);
      return texts.length - 1;
    });
    this.paths = texts.length;
    this.pathTexts = texts;
    this.toolNames = model.instances.map((i) => model.tools[i.tool]?.name ?? '');
    this.results = model.instances.map((i) => i.result);
    this.arities = Int32Array.from(model.instances, (i) => model.slotParams[i.tool]?.length ?? 0);
  }

  private readonly pathTexts: readonly (readonly string[])[];

  /** @param args `widest` numbers a call: -1 - input, or a call's port */
  build(
    calls: number,
    inputs: number,
    callInstance: Int32Array,
    args: Int32Array,
    inputType: Int32Array,
    widest: number,
    goalPort: number,
  ): Skeleton {
    const made: SkeletonCall[] = new Array<SkeletonCall>(calls);
    for (let c = 0; c < calls; c++) {
      const instance = callInstance[c] ?? 0;
      const arity = this.arities[instance] ?? 0;
      const sources: ArgumentSource[] = new Array<ArgumentSource>(arity);
      for (let k = 0; k < arity; k++) sources[k] = this.source(args[c * widest + k] ?? 0, callInstance);
      made[c] = { tool: this.toolNames[instance] ?? '', args: sources, result: this.results[instance] ?? { kind: 'named', name: '' } };
    }
    const given: SkeletonInput[] = new Array<SkeletonInput>(inputs);
    for (let i = 0; i < inputs; i++) given[i] = this.input(inputType[i] ?? 0);
    const port = this.model.ports[goalPort];
    if (port === undefined) throw new RangeError(`no port ${goalPort}`);
    return { inputs: given, calls: made, goal: { call: calls - 1, path: port.path, type: this.model.types.ref(port.type) } };
  }

  private source(ref: number, callInstance: Int32Array): ArgumentSource {
    if (ref < 0) return (this.inputSources[-1 - ref] ??= { kind: 'input', input: -1 - ref });
    const call = Math.floor(ref / this.maxPorts);
    const instance = this.model.instances[callInstance[call] ?? 0];
    const path = this.pathIds[(instance?.firstPort ?? 0) + (ref % this.maxPorts)] ?? 0;
    return (this.callSources[call * this.paths + path] ??= { kind: 'call', call, path: this.pathTexts[path] ?? this.whole });
  }

  private input(type: number): SkeletonInput {
    return (this.inputs[type] ??= { type: this.model.types.ref(type) });
  }
}
