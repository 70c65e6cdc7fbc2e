import { accessible, type City, expect, part, test } from './city';
import { act, ask, me, type Recorded, unique } from './given';
import { word } from './words';

const p = (key: string, params?: Record<string, string | number>) => word('ja', `plans:${key}`, params);
const a = (key: string, params?: Record<string, string | number>) => word('ja', `actions:${key}`, params);

/** The fiscal year of today in Japan. */
const thisYear = () => {
  const now = new Date(Date.now() + 9 * 3_600_000);
  return now.getUTCMonth() < 3 ? now.getUTCFullYear() - 1 : now.getUTCFullYear();
};

interface PlanRow extends Recorded {
  name: string;
  tally: Record<'initial' | 'added' | 'total' | 'achieved' | 'continuing', { value: number; rows: string }>;
}

/** A draft plan of three years under the newest edition, with one theme. */
async function aPlan(city: City, from = thisYear() - 1) {
  const ict = await city.api('ict');
  const tag = unique();
  const { items } = await ask<{ items: Recorded[] }>(ict, '/strategies?limit=1');
  const plan = await act(ict, 'POST', '/plans', {
    code: `EP-${tag}`,
    name: `試験計画${tag}`,
    strategyId: items[0]?.id,
    fyFrom: from,
    fyTo: from + 2,
  });
  const theme = await act(ict, 'POST', `/plans/${plan.id}/themes`, {
    code: `EP-${tag}-1`,
    name: `試験テーマ${tag}`,
    field: 'ai',
    position: 1,
  });
  return { ...plan, tag, name: `試験計画${tag}`, themeId: theme.id, from };
}

/** An action of the plan that the Tax Section carries out. */
async function anAction(city: City, plan: Awaited<ReturnType<typeof aPlan>>) {
  const owner = (await me(city, 'pm')).posts[0];
  const name = `試験施策${plan.tag}`;
  const row = await act(await city.api('ict'), 'POST', '/actions', {
    code: `EA-${plan.tag}`,
    name,
    themeId: plan.themeId,
    ownerId: owner?.organisationId,
    startsOn: `${plan.from}-04-01`,
    endsOn: `${plan.from + 3}-03-31`,
  });
  return { ...row, name };
}

/** Approves a plan as it stands. */
async function approved(city: City, id: string) {
  const api = await city.api('executive');
  const { contentHash } = await ask<{ contentHash: string }>(api, `/plans/${id}/changes`);
  const { version } = await ask<Recorded>(api, `/plans/${id}`);
  const on = new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10);
  await act(api, 'POST', `/plans/${id}/approve`, { meeting: '試験会議', on, note: '', hash: contentHash }, version);
}

test('an executive opens the 76 down to its 76 actions, and the sums agree', async ({ city }) => {
  const { items } = await ask<{ items: PlanRow[] }>(await city.api('executive'), '/plans?limit=50');
  const plan = items.find((x) => x.tally.total.value === 76);
  const page = await city.as('executive');
  await page.goto('/plans');
  await page.getByRole('link', { name: plan?.name ?? 'none of 76', exact: true }).click();
  await expect(page.getByRole('main')).toContainText('55 + 21 = 76');
  await expect(page.getByRole('main')).toContainText('74 + 2 + 0 + 0 = 76');
  await expect(page.getByRole('main')).toContainText('53/55');
  await expect(page.getByRole('main')).toContainText('21/21');
  await accessible(page);

  await page.getByRole('link', { name: `${p('all')} ${p('count.total')} 76`, exact: true }).click();
  await expect(page.getByRole('main')).toContainText(plan?.name ?? '');
  const table = page.getByRole('region', { name: a('title') });
  await expect(table.getByRole('rowheader')).toHaveCount(50);
  await page.getByRole('button', { name: word('ja', 'common:pageAfter') }).click();
  await expect(table.getByRole('rowheader')).toHaveCount(26);

  await page.goBack();
  await page.goBack();
  await page.getByRole('link', { name: `${p('all')} ${p('count.continuing')} 2`, exact: true }).click();
  await expect(table.getByRole('rowheader')).toHaveCount(2);
});

test('a plan is approved at a meeting and frozen; its section reports; the office records what became of it', async ({
  city,
}) => {
  const plan = await aPlan(city);
  const action = await anAction(city, plan);
  const ictApi = await city.api('ict');
  await act(ictApi, 'POST', `/actions/${action.id}/kpis`, {
    name: '利用件数',
    unit: '件',
    direction: 'increase',
    baseline: 0,
    baselineYear: plan.from - 1,
    target: 1000,
    targetYear: plan.from + 2,
  });

  const ict = await city.as('ict');
  await ict.goto(`/plans/${plan.id}`);
  await ict.getByRole('button', { name: p('propose') }).click();
  await expect(ict.getByRole('main')).toContainText('承認待ち');
  // Who asks for the approval cannot give it.
  await expect(ict.getByRole('button', { name: p('approve', { n: 1 }) })).toHaveAttribute('aria-disabled', 'true');

  const executive = await city.as('executive');
  await executive.goto(`/plans/${plan.id}`);
  await executive.getByRole('button', { name: p('approve', { n: 1 }) }).click();
  const approval = executive.getByRole('dialog');
  await expect(approval).toContainText(p('changesAnswer', { added: 1, removed: 0, changed: 0, unchanged: 0 }));
  await approval.getByLabel(p('meeting')).fill('第16回ICT戦略本部会議');
  await approval.getByRole('button', { name: p('approve', { n: 1 }) }).click();
  await expect(approval).toBeHidden();
  await expect(executive.getByRole('main')).toContainText('第16回ICT戦略本部会議');

  // The section says how far it is, and what it measured.
  const pm = await city.as('pm');
  await pm.goto(`/actions/${action.id}`);
  await pm.getByRole('button', { name: a('publish') }).click();
  const report = pm.getByRole('dialog');
  await report.getByRole('radio', { name: a('declared.on_track') }).check({ force: true });
  await report.getByLabel(a('field.progress')).fill('40');
  await report.getByLabel(a('text')).fill('窓口2か所で試行を始めた');
  await report.getByRole('button', { name: a('publish') }).click();
  await expect(report).toBeHidden();
  await pm.getByRole('tab', { name: a('tabs.kpis') }).click();
  await pm.getByRole('button', { name: a('measure') }).click();
  const measure = pm.getByRole('dialog');
  await measure.getByLabel(a('actual')).fill('650');
  await measure.getByRole('button', { name: a('measure') }).click();
  await expect(measure).toBeHidden();
  await expect(pm.getByText(a('rate', { rate: '65.0%' }))).toBeVisible();
  await accessible(pm);
  await pm.getByRole('tab', { name: a('tabs.updates') }).click();
  await expect(pm.getByText('窓口2か所で試行を始めた').first()).toBeVisible();

  // What became of it is the office's word.
  await expect(pm.getByRole('button', { name: a('recordOutcome') })).toHaveCount(0);
  await ict.goto(`/actions/${action.id}?tab=kpis`);
  await ict.getByRole('button', { name: a('revise') }).click();
  const revision = ict.getByRole('dialog');
  await revision.getByLabel(a('targetHead.target'), { exact: false }).first().fill('1200');
  await revision.getByLabel(word('ja', 'common:reason')).fill('試行が予定より広がった');
  await revision.getByRole('button', { name: a('revise') }).click();
  await expect(revision).toBeHidden();
  await ict.getByRole('button', { name: a('recordOutcome') }).click();
  const outcome = ict.getByRole('dialog');
  await outcome.getByRole('radio', { name: a('outcome.achieved') }).check({ force: true });
  await outcome.getByRole('button', { name: a('recordOutcome') }).click();
  await expect(outcome).toBeHidden();

  // The figure follows; the version stays what the meeting saw.
  await executive.reload();
  await expect(
    executive.getByRole('link', { name: `${p('all')} ${p('count.achieved')} 1`, exact: true }),
  ).toBeVisible();
  await executive.getByRole('tab', { name: p('tabs.versions') }).click();
  await expect(part(executive, p('since'))).toContainText('1000');
  await expect(part(executive, p('since'))).toContainText('1200');
  await executive.getByRole('button', { name: p('showVersion', { n: 1 }) }).click();
  await expect(executive.getByText(p('intact'))).toBeVisible();
  await accessible(executive);
});

test('the office registers an edition, makes its plan, and takes back a carry-over made by mistake', async ({
  city,
}) => {
  const tag = unique();
  const ict = await city.as('ict');
  await ict.goto('/plans');
  await ict.getByRole('link', { name: p('nav.strategies'), exact: true }).click();
  await ict.getByRole('link', { name: word('ja', 'strategies:new'), exact: true }).click();
  await ict.locator('#f-name').fill(`試験の戦略${tag}`);
  await ict.locator('#f-code').fill(`S-${tag}`);
  await ict.getByRole('button', { name: word('ja', 'strategies:save') }).click();
  await expect(ict.getByRole('heading', { level: 1 })).toContainText(`試験の戦略${tag}`);
  await expect(ict.getByText(word('ja', 'strategies:undecided')).first()).toBeVisible();
  await accessible(ict);
  await ict.getByRole('link', { name: p('new') }).click();
  await ict.locator('#f-name').fill(`試験の計画${tag}`);
  await ict.locator('#f-code').fill(`P-${tag}`);
  await ict.locator('#f-fyFrom').fill('2031');
  await ict.locator('#f-fyTo').fill('2033');
  await ict.getByRole('button', { name: p('save') }).click();
  await expect(ict.getByRole('heading', { level: 1 })).toContainText(`試験の計画${tag}`);
  await expect(ict.getByRole('link', { name: `試験の戦略${tag}` })).toBeVisible();

  // A theme is put in, mended and taken out; then the plan, made for the test only.
  const dialog = ict.getByRole('dialog');
  await ict.getByRole('button', { name: p('addTheme') }).click();
  await dialog.getByLabel(p('theme')).fill('試験の分野');
  await dialog.getByLabel(p('field.code')).fill(`T-${tag}`);
  await dialog.getByRole('button', { name: p('addTheme') }).click();
  const row = (name: string) => ict.getByRole('row').filter({ has: ict.getByRole('rowheader', { name }) });
  await row('試験の分野').getByRole('button').click();
  await ict.getByRole('menuitem', { name: word('ja', 'common:edit') }).click();
  await dialog.getByLabel(p('theme')).fill('直した分野');
  await dialog.getByRole('button', { name: word('ja', 'common:save') }).click();
  await row('直した分野').getByRole('button').click();
  await ict.getByRole('menuitem', { name: word('ja', 'common:delete') }).click();
  await dialog.getByLabel(word('ja', 'common:reason')).fill('試験のために加えた');
  await dialog.getByRole('button', { name: word('ja', 'common:delete') }).click();
  await expect(row('直した分野')).toHaveCount(0);
  await ict.getByRole('button', { name: word('ja', 'common:delete') }).click();
  await dialog.getByLabel(word('ja', 'common:reason')).fill('試験のために作った');
  await dialog.getByRole('button', { name: word('ja', 'common:delete') }).click();
  await expect(ict.getByRole('heading', { level: 1 })).toHaveText(p('title'));
  await expect(ict.getByText(p('deleted', { name: `試験の計画${tag}` }))).toBeVisible();

  // An action that continues is carried over, and the link is taken back on the later action.
  const before = await aPlan(city, thisYear() - 2);
  const action = await anAction(city, before);
  await approved(city, before.id);
  const later = await aPlan(city, thisYear() + 1);
  const api = await city.api('ict');
  const on = `${thisYear()}-04-01`;
  const { version } = await ask<Recorded>(api, `/actions/${action.id}`);
  const settled = await act(api, 'POST', `/actions/${action.id}/outcome`, { outcome: 'continuing', on }, version);
  const next = await act(
    api,
    'POST',
    `/actions/${action.id}/carry-over`,
    { themeId: later.themeId, code: `EN-${later.tag}` },
    settled.version,
  );
  await ict.goto(`/actions/${next.id}`);
  await expect(part(ict, a('chain'))).toContainText(`EA-${before.tag}`);
  await ict.getByRole('button', { name: a('release') }).click();
  await expect(dialog).toContainText(before.name);
  await dialog.getByLabel(word('ja', 'common:reason')).fill('別の施策へ引き継ぐべきだった');
  await dialog.getByRole('button', { name: a('release') }).click();
  await expect(dialog).toBeHidden();
  await expect(ict.getByRole('heading', { name: a('chain') })).toHaveCount(0);
  await expect(ict.getByRole('button', { name: a('release') })).toHaveCount(0);
});
