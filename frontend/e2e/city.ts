import AxeBuilder from '@axe-core/playwright';
import { type APIRequestContext, type BrowserContext, test as base, expect, type Page } from '@playwright/test';

/** The demo sign-ins, named by role. */
export type Login = 'admin' | 'ict' | 'pm' | 'head' | 'reviewer' | 'executive' | 'auditor' | 'viewer';

const password = process.env.MIO_DEMO_PASSWORD ?? '';

/** Opens browsers and API clients as the people of the demo city. */
export interface City {
  /** A page of a fresh browser that is signed in; errors of the page fail the test. */
  as(login: Login, options?: { lang?: 'ja' | 'en'; width?: number; dark?: boolean }): Promise<Page>;
  /** The API as that person, for what a test only needs to prepare or to compare. */
  api(login: Login): Promise<APIRequestContext>;
}

export const test = base.extend<{ city: City }>({
  city: async ({ browser, playwright, baseURL }, use) => {
    const contexts: BrowserContext[] = [];
    const clients: APIRequestContext[] = [];
    const faults: string[] = [];
    await use({
      async as(login, { lang = 'ja', width = 1440, dark = false } = {}) {
        const context = await browser.newContext({
          viewport: { width, height: width < 600 ? 844 : 900 },
          colorScheme: dark ? 'dark' : 'light',
          locale: lang === 'ja' ? 'ja-JP' : 'en-GB',
        });
        contexts.push(context);
        const signedIn = await context.request.post('/api/v1/session', { data: { login, password } });
        expect(signedIn.status(), `sign-in of ${login}`).toBe(200);
        await context.addInitScript((chosen) => {
          const prefs = JSON.parse(localStorage.getItem('mio.prefs') ?? '{}');
          localStorage.setItem('mio.prefs', JSON.stringify({ ...prefs, lang: chosen }));
        }, lang);
        const page = await context.newPage();
        page.on('pageerror', (error) => faults.push(`${login} ${page.url()}: ${error.message}`));
        return page;
      },
      async api(login) {
        const client = await playwright.request.newContext({ baseURL });
        clients.push(client);
        expect((await client.post('/api/v1/session', { data: { login, password } })).status()).toBe(200);
        return client;
      },
    });
    for (const c of contexts) await c.close();
    for (const c of clients) await c.dispose();
    expect(faults, 'errors thrown in the page').toEqual([]);
  },
});

export { expect } from '@playwright/test';

/** The part of a page under a heading of the second level. */
export const part = (page: Page, title: string | RegExp) =>
  page
    .locator('section')
    .filter({ has: page.getByRole('heading', { level: 2, name: title }) })
    .last();

/**
 * Fails on any breach of WCAG 2.2 A/AA that axe can find on the page as it stands. The app has no frames, so axe need not look
 * for them (legacy mode), nor carry home what passed: together that is more than half of its time.
 */
export async function accessible(page: Page) {
  const found = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .setLegacyMode()
    .analyze();
  expect(found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(' | ')}`)).toEqual([]);
}
