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
    line: await one('/budgets/lines?fiscalYear=2018&category=one_off'),
    report: await one(`/projects/${project}/reports`),
    milestone: await one(`/projects/${project}/milestones`),
    risk: await one(`/projects/${project}/risks`),
    finding: await one('/findings?state=verifying'),
    organisation: await one('/organisations?q=0100'),
    person: (await ask<{ person: Item }>(api, '/me')).person.id,
    post: (await ask<{ posts: Item[] }>(api, '/me')).posts[0]?.id ?? '',
    appraisal: await one('/maturity/appraisals?state=draft&model=CMMI-ACQ-V13'),
    target: await one('/maturity/targets'),
    plan: await one('/plans?state=approved'),
    comingPlan: await one('/plans?state=draft'),
    action: await one('/actions'),
    outage: await one('/availability/outages'),
    maintenance: await one('/availability/maintenance'),
    tax: await one('/systems?q=S0001'),
    procedure: await one('/procedures?progress=open'),
    count: await one('/procedures/snapshots'),
    dataset: await one('/datasets?meets=true'),
    proposed: await one('/datasets?waiting=true'),
    logic: await one('/logic-models'),
    pilot: await one('/pilots?stage=running'),
    ended: await one('/pilots?stage=ended'),
    planned: await one('/pilots?stage=planned'),
    tried: await one('/pilots/cases?stage=running'),
    skilled: await one('/skills/sections?gap=short'),
    merger: await one('/rationalisation/cases?state=proposed'),
    meeting: await one('/meetings?state=preparing&sort=number'),
    past: await one('/meetings?state=confirmed&sort=-number'),
    directive: await one('/directives'),
    drill: await one('/disasters?state=running&q=夜間参集'),
    pastDrill: await one('/disasters?state=ended&q=防災の日'),
  };
}
type Records = Awaited<ReturnType<typeof records>>;

/** Every screen, as somebody who may see it. */
const screens: [Login, (r: Records) => string][] = [
  ['pm', () => '/work'],
  ['viewer', () => '/search?q=%E7%A8%8E'],
  ['ict', () => '/health/projects'],
  ['executive', () => '/health/systems'],
  ['ict', () => '/health/value'],
  ['viewer', () => '/health/rules'],
  ['pm', () => '/account'],
  ['ict', () => '/maturity'],
  ['ict', () => '/maturity?view=difference'],
  ['ict', () => '/maturity/appraisals'],
  ['ict', () => '/maturity/appraisals/new'],
  ['ict', (r) => `/maturity/appraisals/${r.appraisal}`],
  ['ict', (r) => `/maturity/appraisals/${r.appraisal}?tab=missing`],
  ['ict', (r) => `/maturity/appraisals/${r.appraisal}?tab=history`],
  ['ict', (r) => `/maturity/appraisals/${r.appraisal}/areas/PPQA`],
  ['ict', () => '/maturity/models'],
  ['viewer', () => '/maturity/models/CMMI-ACQ-V13'],
  ['ict', () => '/maturity/targets'],
  ['viewer', () => '/plans'],
  ['executive', (r) => `/plans/${r.plan}`],
  ['executive', (r) => `/plans/${r.comingPlan}`],
  ['ict', () => '/plans/new'],
  ['executive', () => '/actions'],
  ['ict', () => '/actions/new'],
  ['pm', (r) => `/actions/${r.action}`],
  ['executive', () => '/availability'],
  ['pm', (r) => `/availability/systems/${r.tax}`],
  ['pm', () => '/availability/outages'],
  ['pm', () => '/availability/outages/new'],
  ['viewer', (r) => `/availability/outages/${r.outage}`],
  ['ict', () => '/availability/maintenance'],
  ['ict', (r) => `/availability/maintenance/${r.maintenance}`],
  ['ict', () => '/availability/calendars'],
  ['viewer', () => '/availability/targets'],
  ['viewer', () => '/availability/months'],
  ['ict', (r) => `/maturity/targets/${r.target}`],
  ['pm', () => '/systems'],
  ['ict', () => '/systems/new'],
  ['pm', (r) => `/systems/${r.system}`],
  ['pm', (r) => `/systems/${r.system}?tab=components`],
  ['ict', (r) => `/systems/${r.system}?tab=health`],
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
  ['pm', (r) => `/projects/${r.project}/health`],
  ['pm', (r) => `/projects/${r.project}/earned/new`],
  ['pm', (r) => `/projects/${r.project}/history`],
  ['pm', (r) => `/projects/${r.project}/edit`],
  ['executive', () => '/gates'],
  ['ict', () => '/gates/conditions'],
  ['auditor', () => '/findings'],
  ['auditor', () => '/findings/new'],
  ['executive', () => '/findings/follow-up'],
  ['auditor', (r) => `/findings/${r.finding}`],
  ['auditor', (r) => `/findings/${r.finding}?tab=course`],
  ['auditor', (r) => `/findings/${r.finding}/edit`],
  ['pm', (r) => `/projects/${r.project}/findings`],
  ['pm', (r) => `/systems/${r.system}?tab=findings`],
  ['executive', () => '/budgets'],
  ['ict', () => '/budgets/lines?fiscalYear=2018'],
  ['ict', () => '/budgets/lines/new'],
  ['ict', (r) => `/budgets/lines/${r.line}`],
  ['ict', () => '/budgets/requests'],
  ['executive', () => '/budgets/systems'],
  ['ict', () => '/budgets/forecast'],
  ['ict', () => '/budgets/contract-ends'],
  ['ict', () => '/budgets/years'],
  ['ict', () => '/disasters'],
  ['ict', () => '/disasters/new'],
  ['executive', (r) => `/disasters/${r.drill}`],
  ['head', (r) => `/disasters/${r.drill}`],
  ['viewer', (r) => `/disasters/${r.drill}?tab=reports`],
  ['ict', (r) => `/disasters/${r.drill}/edit`],
  ['viewer', (r) => `/disasters/${r.drill}/targets?subject=system&state=none`],
  ['executive', (r) => `/disasters/${r.pastDrill}/review`],
  ['ict', (r) => `/disasters/${r.pastDrill}?tab=history`],
  ['executive', () => '/procedures'],
  ['executive', () => '/procedures/figures'],
  ['ict', () => '/procedures/figures'],
  ['executive', () => '/procedures/plan'],
  ['ict', () => '/procedures/snapshots'],
  ['viewer', (r) => `/procedures/snapshots/${r.count}`],
  ['viewer', (r) => `/procedures/${r.procedure}`],
  ['ict', (r) => `/procedures/${r.procedure}`],
  ['ict', (r) => `/procedures/${r.procedure}?tab=history`],
  ['ict', (r) => `/procedures/${r.procedure}/edit`],
  ['ict', () => '/procedures/new'],
  ['executive', () => '/datasets'],
  ['ict', () => '/datasets/figures'],
  ['viewer', (r) => `/datasets/${r.dataset}`],
  ['ict', (r) => `/datasets/${r.dataset}?tab=measurements`],
  ['ict', (r) => `/datasets/${r.proposed}`],
  ['ict', (r) => `/datasets/${r.dataset}/edit`],
  ['ict', () => '/datasets/new'],
  ['pm', (r) => `/systems/${r.system}?tab=datasets`],
  ['executive', () => '/logic-models'],
  ['ict', (r) => `/logic-models/${r.logic}`],
  ['viewer', (r) => `/logic-models/${r.logic}?tab=reviews`],
  ['ict', (r) => `/logic-models/${r.logic}/edit`],
  ['ict', () => '/logic-models/new'],
  ['executive', () => '/meetings'],
  ['ict', (r) => `/meetings/${r.meeting}`],
  ['ict', (r) => `/meetings/${r.meeting}?tab=material`],
  ['ict', (r) => `/meetings/${r.meeting}/edit`],
  ['ict', () => '/meetings/new'],
  ['viewer', (r) => `/meetings/${r.past}`],
  ['executive', (r) => `/meetings/${r.past}?tab=attendance`],
  ['executive', (r) => `/meetings/${r.past}?tab=minutes`],
  ['ict', (r) => `/meetings/${r.past}?tab=history`],
  ['ict', () => '/directives'],
  ['ict', (r) => `/directives/${r.directive}`],
  ['ict', (r) => `/directives/${r.directive}?tab=history`],
  ['ict', (r) => `/directives/${r.directive}/edit`],
  ['pm', (r) => `/systems/${r.system}?tab=procedures`],
  ['executive', () => '/rationalisation/systems'],
  ['ict', () => '/rationalisation/capabilities'],
  ['ict', () => '/rationalisation/overlaps'],
  ['ict', () => '/rationalisation/components'],
  ['ict', () => '/rationalisation/leases'],
  ['ict', () => '/rationalisation/dependencies'],
  ['ict', (r) => `/rationalisation/dependencies/${r.system}`],
  ['executive', () => '/rationalisation/cases'],
  ['executive', (r) => `/rationalisation/cases/${r.merger}`],
  ['ict', (r) => `/rationalisation/cases/${r.merger}/edit`],
  ['ict', () => '/rationalisation/cases/new'],
  ['ict', () => '/rationalisation/retirements'],
  ['ict', () => '/rationalisation/roadmap'],
  ['ict', (r) => `/rationalisation/assess/${r.system}`],
  ['ict', (r) => `/rationalisation/profile/${r.system}`],
  ['pm', (r) => `/systems/${r.system}?tab=rationalisation`],
  ['pm', (r) => `/projects/${r.project}/procedures`],
  ['executive', () => '/pilots'],
  ['ict', () => '/pilots/new'],
  ['executive', (r) => `/pilots/${r.pilot}`],
  ['viewer', (r) => `/pilots/${r.ended}`],
  ['ict', (r) => `/pilots/${r.planned}`],
  ['ict', (r) => `/pilots/${r.pilot}?tab=plan`],
  ['viewer', (r) => `/pilots/${r.pilot}?tab=history`],
  ['ict', (r) => `/pilots/${r.pilot}/edit`],
  ['viewer', () => '/pilots/cases?rank=none'],
  ['ict', (r) => `/pilots/cases/new?pilotId=${r.pilot}`],
  ['ict', (r) => `/pilots/cases/${r.tried}`],
  ['ict', (r) => `/pilots/cases/${r.tried}/edit`],
  ['pm', (r) => `/projects/${r.project}/pilots`],
  ['executive', () => '/skills'],
  ['viewer', () => '/skills/systems'],
  ['pm', () => '/skills/projects'],
  ['executive', () => '/skills/sections'],
  ['viewer', (r) => `/skills/sections/${r.skilled}`],
  ['ict', (r) => `/skills/sections/${r.skilled}`],
  ['pm', (r) => `/systems/${r.tax}?tab=skills`],
  ['pm', (r) => `/projects/${r.project}/skills`],
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

// One file in one browser would be the last to end by minutes.
test.describe.configure({ mode: 'parallel' });

const logins = [...new Set(screens.map(([login]) => login))];

const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

/** A run in each language. From screen to screen width and colours take turns, and the second run has them the other way round: every
 *  screen is seen in both languages, widths and colours, and all four corners occur. */
for (const { lang, first } of [
  { lang: 'ja', first: 0 },
  { lang: 'en', first: 1 },
] as const) {
  for (const login of logins) {
    test(`every screen of ${login}: ${lang}`, async ({ city }) => {
      test.setTimeout(240_000);
      const found = await records(city);
      const page = await city.as(login, { lang });
      const said: string[] = [];
      page.on('console', (m) => m.type() === 'error' && said.push(`${page.url()}: ${m.text()}`));
      for (const [i, [who, path]] of screens.entries()) {
        if (who !== login) continue;
        const wide = i % 2 === first;
        await test.step(`${path(found)} ${wide ? 'desk, dark' : 'phone, light'}`, async () => {
          await page.setViewportSize(wide ? desk : phone);
          await page.emulateMedia({ colorScheme: wide ? 'dark' : 'light' });
          await page.goto(path(found));
          await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
          await expect(page.getByRole('main').getByRole('alert')).toHaveCount(0);
          await expect(page.getByText(word(lang, 'common:loading'))).toHaveCount(0);
          await expect(page.locator('html')).toHaveAttribute('lang', lang);
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
