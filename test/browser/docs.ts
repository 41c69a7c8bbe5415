/** The site of a world in a real browser, from a folder: `npm run test:browser`. CHROMIUM names the browser's program. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { compileWorld } from '../../src/compile.js';
import { renderDocs } from '../../src/emit/docs/docs.js';
import { writeDocs } from '../../src/emit/docs/write.js';
import { nodeHost } from '../../src/host/node.js';
import { SPECS } from '../support/spec-files.js';

let folder: string;
let browser: Browser;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rworld-site-'));
  for (const world of ['markets', 'airline']) {
    const { ir } = compileWorld(nodeHost(), `${SPECS}${world}`);
    assert.ok(ir !== null);
    assert.ok(writeDocs(nodeHost(), join(folder, world), renderDocs(ir)).ok);
  }
  browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

const address = (path: string): string => pathToFileURL(join(folder, path)).href;

/** A page that fails the test when it asks for anything outside the site, or when one of its scripts fails. */
async function open(path: string, options: Parameters<Browser['newPage']>[0] = {}): Promise<{ page: Page; faults: string[] }> {
  const page = await browser.newPage(options);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => void (message.type() === 'error' && faults.push(message.text())));
  page.on('request', (request) => void (!/^(file|data):/.test(request.url()) && faults.push(`asks for ${request.url()}`)));
  await page.goto(address(path));
  return { page, faults };
}

const wide = (page: Page): Promise<number> => page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

test('every page opens from the folder, asks for nothing else, and fits a desk and a phone', async () => {
  for (const world of ['markets', 'airline']) {
    const pages = [...readdirSync(join(folder, world)), ...readdirSync(join(folder, world, 'tools')).map((name) => `tools/${name}`)].filter((name) => name.endsWith('.html'));
    assert.ok(pages.length >= 5);
    for (const width of [1280, 390]) {
      for (const name of pages) {
        const { page, faults } = await open(`${world}/${name}`, { viewport: { width, height: 800 } });
        assert.deepEqual(faults, [], name);
        assert.equal(await wide(page), 0, `${world}/${name} is wider than ${width} pixels`);
        await page.close();
      }
    }
  }
});

test('search finds by name and by description, by keyboard alone', async () => {
  const { page, faults } = await open('markets/index.html');
  await page.keyboard.press('/');
  await page.keyboard.type('stock pri');
  assert.equal(await page.locator('#hits [aria-selected=true] b').textContent(), 'stock_price');
  await page.keyboard.press('Enter');
  await page.waitForURL(/tools\/markets\.html#stock_price$/);
  await page.keyboard.press('/');
  await page.keyboard.type('headquarters');
  assert.equal(await page.locator('#hits b').first().textContent(), 'hq_locator');
  await page.locator('#search').fill('<img src=x onerror=alert(1)>');
  assert.equal(await page.locator('#hits').textContent(), 'Nothing by that name.');
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('#hits').isVisible(), false);
  assert.deepEqual(faults, []);
  await page.close();
});

test('follows the light of the system until told otherwise, and remembers', async () => {
  const { page } = await open('markets/index.html', { colorScheme: 'dark' });
  const ground = (): Promise<string> => page.evaluate('getComputedStyle(document.body).backgroundColor');
  const dark = await ground();
  await page.locator('#theme').click();
  const light = await ground();
  assert.notEqual(light, dark);
  await page.goto(address('markets/tools/markets.html'));
  assert.equal(await ground(), light);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.locator('#theme').click();
  assert.equal(await ground(), dark);
  await page.close();
});

test('is all there without scripts', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(address('markets/tools/markets.html'));
  assert.ok((await page.locator('section.card').count()) >= 12);
  assert.equal(await page.locator('#search').isVisible(), false);
  await context.close();
});
