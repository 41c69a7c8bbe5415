import { describe, expect, it } from 'vitest';
import { readConfig, type Config } from '../../src/config/config.js';
import { memoryHost } from '../../src/host/memory.js';

const KNOWN = { lint: ['magic-value'], diff: ['tool-removed'], contracts: ['agents', 'data'] };
const read = (files: Record<string, string>, folder = '/p/worlds/shop') => readConfig(memoryHost(files), folder, KNOWN);
const settings = (files: Record<string, string>): Config => {
  const found = read(files);
  if (!found.ok) throw new Error(found.problem);
  return found.config;
};

describe('settings', () => {
  it('stand in the nearest rworld.config.json or package.json, up to the root of the project', () => {
    expect(settings({ '/p/rworld.config.json': '{"out":"build"}', '/p/worlds/shop/world.rworld': '' })).toMatchObject({ path: '/p/rworld.config.json', out: '/p/build', world: null });
    expect(settings({ '/p/package.json': '{"rworld":{"world":"worlds/shop","out":"/else"}}', '/p/worlds/shop/world.rworld': '' })).toMatchObject({ world: '/p/worlds/shop', out: '/else' });
    expect(settings({ '/rworld.config.json': '{"out":"x"}', '/p/package.json': '{}', '/p/worlds/shop/world.rworld': '' })).toMatchObject({ path: null, out: null });
    expect(settings({ '/p/package.json': '{"rworld":"world.rworld"}', '/p/worlds/shop/world.rworld': '' })).toMatchObject({ path: null });
    expect(settings({ '/p/worlds/shop/rworld.config.json': '{"lint":{"magic-value":"off"},"breaking":["data"]}', '/p/rworld.config.json': '{"out":"x"}' })).toMatchObject({ breaking: ['data'], out: null, lint: new Map([['magic-value', 'off']]) });
  });

  it('are told of when they are wrong, with what was meant', () => {
    const problem = (text: string): string => {
      const found = read({ '/p/worlds/shop/rworld.config.json': text });
      return found.ok ? '' : found.problem;
    };
    expect(problem('{"otu":"x"}')).toBe('/p/worlds/shop/rworld.config.json: there is no setting "otu" (did you mean "out"?); the settings are "world", "out", "lint", "diff", "breaking"');
    expect(problem('{"__proto__":{"out":"x"}}')).toContain('there is no setting "__proto__"');
    expect(problem('{"out":1}')).toContain('"out" is a path');
    expect(problem('{"lint":{"magic-valu":"off"}}')).toContain('did you mean "magic-value"?');
    expect(problem('{"lint":{"magic-value":"on"}}')).toContain('is one of "off", "info", "warning", "error", and not "on"');
    expect(problem('[]')).toContain('not an object');
    expect(problem('{')).toContain('is not JSON');
  });

  it('leave rules alone where nobody uses them', () => {
    const found = readConfig(memoryHost({ '/p/rworld.config.json': '{"out":"o","lint":{"anything":"off"}}' }), '/p', null);
    expect(found).toMatchObject({ ok: true, config: { out: '/p/o' } });
  });
});
