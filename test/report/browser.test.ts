/** A report in a real browser, where there is one. With MIDDEN_BROWSER=required there has to be. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOSTILE, HOSTILE_NAME, PLATFORMS, programInput, reportOf } from './made-here.ts';

const NAMES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const found = [process.env.MIDDEN_CHROMIUM, ...NAMES].find((path) => path !== undefined && existsSync(path));

/** Evaluated in the page: tests know nothing of a browser's types. */
const BACKGROUND = 'getComputedStyle(document.body).backgroundColor';

if (found === undefined) {
  process.stderr.write('SKIPPED: reports were not looked at in a browser, for there is no Chromium here.\n');
}

it('has a browser where one is required', () => {
  expect(found !== undefined || process.env.MIDDEN_BROWSER !== 'required').toBe(true);
});

describe.runIf(found !== undefined)('a report in a browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'midden-report-'));
  const file = join(folder, 'report.html');
  const troubles: string[] = [];
  let browser: Browser;

  beforeAll(async () => {
    writeFileSync(file, reportOf(programInput(HOSTILE, { filename: HOSTILE_NAME })));
    browser = await chromium.launch({ executablePath: found!, args: ['--no-sandbox', '--disable-gpu'] });
  });

  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  async function opened(options: BrowserContextOptions): Promise<Page> {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    page.on('console', (message) => troubles.push(message.text()));
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('request', (request) => {
      if (request.url() !== pathToFileURL(file).href) troubles.push(`asked for ${request.url()}`);
    });
    await page.goto(pathToFileURL(file).href);
    await page.waitForSelector('.plot canvas');
    return page;
  }

  it('draws every chart, asks the network for nothing, and runs nothing of the program', async () => {
    const page = await opened({ viewport: { width: 1280, height: 800 } });
    expect(await page.locator('.plot canvas').count()).toBe(2 * PLATFORMS.length);
    const blank =
      await page.evaluate<number>(`[...document.querySelectorAll('.plot canvas')].filter((canvas) => {
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      return data.every((value) => value === 0);
    }).length`);
    expect(blank).toBe(0);
    expect(await page.evaluate<boolean>(`'pwned' in window`)).toBe(false);
    expect(await page.locator('figure.timeline details.data table').count()).toBe(PLATFORMS.length);
    expect(troubles).toEqual([]);
  });

  it('can be used with the keyboard alone', async () => {
    const page = await opened({ viewport: { width: 1280, height: 800 } });
    await page.locator('.plot').first().focus();
    await page.keyboard.press('ArrowRight');
    const first = await page.locator('.readout').textContent();
    expect(first).toMatch(/at .*cpython-3\.11 heap .* open/);
    await page.keyboard.press('End');
    for (let k = 0; k < 5; k++) await page.keyboard.press('ArrowRight');
    expect(await page.locator('.readout').textContent()).not.toBe(first);
    const shown = () => page.locator('.life:visible').evaluateAll((all) => all.map(({ id }) => id));
    const before = await shown();
    expect(before.length).toBe(1);
    await page.locator('select.choose-life').focus();
    await page.keyboard.press(before[0]!.endsWith('-0') ? 'ArrowDown' : 'Home');
    const after = await shown();
    expect(after.length).toBe(1);
    expect(after).not.toEqual(before);
    const summary = page.locator('details.data summary').first();
    await summary.focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('details.data[open]').count()).toBe(1);
  });

  it('follows the system’s theme, and the button', async () => {
    const page = await opened({ viewport: { width: 1280, height: 800 }, colorScheme: 'dark' });
    const background = () => page.evaluate<string>(BACKGROUND);
    const dark = await background();
    await page.locator('button.theme').click();
    const light = await background();
    expect(light).not.toBe(dark);
    await page.locator('button.theme').click();
    expect(await background()).toBe(dark);
  });

  it('fits a phone', async () => {
    const page = await opened({ viewport: { width: 400, height: 800 } });
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(400);
    const wide = await page.evaluate<string[]>(`[...document.querySelectorAll('body *')]
      .filter((each) => each.closest('.scroll') === null && each.getBoundingClientRect().right > 401)
      .map((each) => each.tagName + '.' + each.className)`);
    expect(wide).toEqual([]);
  });

  it('is light on paper, whatever the screen is', async () => {
    const page = await opened({ viewport: { width: 1280, height: 800 }, colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await page.evaluate<string>(BACKGROUND)).toBe('rgb(255, 255, 255)');
    const pdf = await page.pdf({ format: 'A4', printBackground: true });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(troubles).toEqual([]);
  });
});
