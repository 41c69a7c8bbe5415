import type { WorldIR } from '../../ir/ir.js';
import { Names } from '../names.js';

/** The name that Python imports the package of a world by. */
export function pythonPackage(ir: WorldIR): string {
  return new Names([]).take(`rworld_${ir.world.name}`).toLowerCase();
}
