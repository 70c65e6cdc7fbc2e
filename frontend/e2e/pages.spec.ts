import { accessible, type City, expect, type Login, test } from './city';
import { ask } from './given';
import { word } from './words';

interface Item {
  id: string;
  code: string;
}

/** One record of each kind to open, as the demo city has them. */
async function records(city: City) {
  const api = await city.api('ict');
  const one = async (path: string) => (await ask<{ items: Item[] }>(api, path)).items[0]?.id ?? '';
  const project = await one('/projects?q=P-0133');
  return {
    system: await one('/systems?limit=1'),
    project,
    report: await one(`/projects/${project}/reports`),
    milestone: await one(`/projects/${project}/milestones`),
    risk: await one(`/projects/${project}/risks`),
    organisation: await one('/organisations?q=0100'),
    person: (await ask<{ person: Item }>(api, '/me')).person.id,
    post: (await ask<{ posts: Item[] }>(api, '/me')).posts[0]?.id ?? '',
  };
}
type Records = Awaited<ReturnType<typeof records>>;

/** Every screen, as somebody who may see it. */
const screens: [Login, (r: Records) => string][] = [
  ['pm', () => '/'],
  ['pm', () => '/account'],
  ['pm', () => '/systems'],
  ['ict', () => '/systems/new'],
  ['pm', (r) => `/systems/${r.system}`],
  ['pm', (r) => `/systems/${r.system}?tab=components`],
  ['pm', (r) => `/systems/${r.system}?tab=history`],
  ['ict', (r) => `/systems/${r.system}/edit`],
  ['ict', () => '/projects'],
  ['pm', () => '/projects/new'],
  ['pm', (r) => `/projects/${r.project}`],
  ['pm', (r) => `/projects/${r.project}/gates`],
  ['pm', (r) => `/projects/${r.project}/gates/G1`],
  ['pm', (r) => `/projects/${r.project}/reports`],
  ['pm', (r) => `/projects/${r.project}/reports/${r.report}`],
  ['pm', (r) => `/projects/${r.project}/reports/new`],
  ['pm', (r) => `/projects/${r.project}/milestones`],
  ['pm', (r) => `/projects/${r.project}/milestones/new`],
  ['pm', (r) => `/projects/${r.project}/milestones/${r.milestone}/edit`],
  ['pm', (r) => `/projects/${r.project}/risks`],
  ['pm', (r) => `/projects/${r.project}/risks/new`],
  ['pm', (r) => `/projects/${r.project}/risks/${r.risk}/edit`],
  ['pm', (r) => `/projects/${r.project}/history`],
  ['pm', (r) => `/projects/${r.project}/edit`],
  ['executive', () => '/gates'],
  ['ict', () => '/gates/conditions'],
  ['viewer', () => '/organisations'],
  ['admin', () => '/organisations/new'],
  ['viewer', (r) => `/organisations/${r.organisation}`],
  ['admin', (r) => `/organisations/${r.organisation}/edit`],
  ['viewer', () => '/people'],
  ['admin', () => '/people/new'],
  ['viewer', (r) => `/people/${r.person}`],
  ['admin', (r) => `/people/${r.person}/edit`],
  ['viewer', () => '/posts'],
  ['admin', () => '/posts/new'],
  ['viewer', (r) => `/posts/${r.post}`],
  ['admin', (r) => `/posts/${r.post}/edit`],
  ['ict', () => '/imports'],
  ['ict', () => '/imports/new'],
  ['viewer', () => '/policy'],
  ['viewer', () => '/policy?tab=ask&permission=systems:update'],
  ['auditor', () => '/audit'],
];

const logins = [...new Set(screens.map(([login]) => login))];

/** The two widths, languages and colours in two runs that together show each of them on every screen. */
for (const look of [
  { lang: 'ja', width: 1440, dark: true },
  { lang: 'en', width: 390, dark: false },
] as const) {
  const name = `${look.lang} ${look.width} ${look.dark ? 'dark' : 'light'}`;
  for (const login of logins) {
    test(`every screen of ${login}: ${name}`, async ({ city }) => {
      test.setTimeout(150_000);
      const found = await records(city);
      const page = await city.as(login, look);
      const said: string[] = [];
      page.on('console', (m) => m.type() === 'error' && said.push(`${page.url()}: ${m.text()}`));
      for (const [who, path] of screens) {
        if (who !== login) continue;
        await test.step(path(found), async () => {
          await page.goto(path(found));
          await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
          await expect(page.getByRole('main').getByRole('alert')).toHaveCount(0);
          await expect(page.getByText(word(look.lang, 'common:loading'))).toHaveCount(0);
          await expect(page.locator('html')).toHaveAttribute('lang', look.lang);
          const text = await page.locator('body').innerText();
          expect(text, 'a key instead of its word').not.toMatch(/\b[a-z]+:[a-z]+[A-Za-z]*\.[a-z]/);
          expect(text, 'a placeholder nobody filled').not.toMatch(/\{\{|undefined|NaN|\[object/);
          const over = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          expect.soft(over, `${path(found)} scrolls sideways`).toBeLessThanOrEqual(0);
          await accessible(page);
        });
      }
      expect(said).toEqual([]);
    });
  }
}

test('an address that leads nowhere says so', async ({ city }) => {
  const page = await city.as('viewer', { lang: 'en' });
  await page.goto('/no/such/page');
  await expect(page.getByRole('heading', { name: word('en', 'shell:notFound') })).toBeVisible();
  await page.goto('/systems/01a00000-0000-7000-8000-000000000000');
  await expect(page.getByText(word('en', 'problem:code.not_found.title'))).toBeVisible();
});
