import { accessible, expect, test } from './city';
import { act, ask, me, type Recorded, unique } from './given';
import { word } from './words';

const w = (key: string) => word('ja', `pilots:${key}`);

test('a share stands beside its interval, and opens onto its cases', async ({ city }) => {
  const api = await city.api('executive');
  const pilot = (await ask<{ items: Recorded[] }>(api, '/pilots?q=戸籍')).items[0];
  const page = await city.as('executive');
  await page.goto(`/pilots/${pilot?.id}`);
  const chart = page.getByRole('figure', { name: w('results.bySet') });
  await expect(chart.getByRole('link')).toHaveCount(2);
  const current = chart.getByRole('link').last();
  const [, n = ''] = /\/(\d+) [\d.]+% \([\d.]+–[\d.]+\)/.exec((await current.textContent()) ?? '') ?? [];
  await current.click();
  await expect(page).toHaveURL(/\/pilots\/cases\?.*edition=/);
  await expect(page.getByText(`${n}件`, { exact: true }).first()).toBeVisible();
});

test('criteria come before the start, and to widen is refused with what is missing', async ({ city }) => {
  const pm = await me(city, 'pm');
  const tag = unique();
  const wards = await ask<{ items: { wardId?: string; id: string }[] }>(
    await city.api('ict'),
    '/organisations?q=朝凪区',
  );
  const made = await act<Recorded>(await city.api('ict'), 'POST', '/pilots', {
    name: `試験用の実証${tag}`,
    business: `試験業務${tag}`,
    technology: 'search',
    purpose: '時間の短縮',
    sectionId: pm.posts[0]?.organisationId,
    managerId: pm.person.id,
    wardIds: [wards.items[0]?.id],
    startsOn: '2020-04-01',
    endsOn: '2099-03-31',
    targetCases: 100,
    personalData: 'none',
    humanCheck: '職員が確かめる',
  });
  const page = await city.as('ict');
  await page.goto(`/pilots/${made.id}`);
  const main = page.getByRole('main');
  const dialog = page.getByRole('dialog');
  await expect(main.getByRole('button', { name: w('act.start') })).toBeDisabled();
  await main.getByRole('button', { name: w('act.criteria') }).click();
  await dialog.getByLabel(w('field.targetPercent'), { exact: false }).fill('80');
  await dialog.getByLabel(w('field.giveUp'), { exact: false }).fill('届かないとき');
  await dialog.getByRole('button', { name: w('criteria.verb') }).click();
  await expect(dialog).toBeHidden();
  await main.getByRole('button', { name: w('act.set') }).click();
  await dialog.getByLabel(w('field.what'), { exact: false }).fill('過去の照会');
  await dialog.getByRole('button', { name: w('set.verb') }).click();
  await expect(dialog).toBeHidden();
  await main.getByRole('button', { name: w('act.start') }).click();
  await dialog.getByRole('button', { name: w('start.verb') }).click();
  await expect(dialog).toBeHidden();
  await expect(main.locator('header')).toContainText(w('standing.noCases'));

  const cio = await city.as('executive');
  await cio.goto(`/pilots/${made.id}`);
  await cio
    .getByRole('main')
    .getByRole('button', { name: w('act.decide') })
    .click();
  const decision = cio.getByRole('dialog');
  await decision.getByText(w('outcome.widen'), { exact: true }).click();
  await decision.getByLabel(w('field.scope'), { exact: false }).fill('全区');
  await decision.getByLabel(w('field.decisionReason'), { exact: false }).fill('よさそうなので');
  await decision.getByRole('button', { name: w('decision.verb') }).click();
  await expect(decision).toContainText('ケース数が足りないため拡大できません');
  await accessible(cio);
});
