import type { Page } from '@playwright/test';
import { expect, test } from './city';
import { ask } from './given';
import { word } from './words';

const ja = (key: string, params: Record<string, string | number> = {}) => word('ja', key, params);

interface Item {
  id: string;
  code: string;
}

test('from the heat map down to a practice, a judgement, and a rating by the keyboard', async ({ city }) => {
  const api = await city.api('ict');
  const page = await city.as('ict');
  await page.goto('/maturity');
  await expect(page.getByRole('heading', { name: ja('maturity:title'), level: 1 })).toBeVisible();

  // A cell opens the area with its goals and practices.
  await page
    .getByRole('row', { name: /財政局/ })
    .locator('[data-cell]')
    .first()
    .click();
  await expect(page.getByRole('rowheader', { name: /SP1\.1/ })).toBeVisible();

  // Where the sampled projects differ, people decide.
  const open = await ask<{ items: Item[] }>(api, '/maturity/appraisals?state=draft&model=CMMI-ACQ-V13');
  await page.goto(`/maturity/appraisals/${open.items[0]?.id}/areas/PPQA`);
  await page.getByRole('button', { name: ja('maturity:judge.open') }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(ja('maturity:label.LI')).check();
  await dialog.getByLabel(ja('maturity:judge.rationale')).fill('財務課の案件は着手直後');
  await dialog.getByRole('button', { name: ja('maturity:judge.verb') }).click();
  await expect(page.getByRole('row', { name: /SP2\.2/ })).toContainText(ja('maturity:judge.judged'));

  // A label changes by one key, and takes the judgement with it.
  const cell = page
    .getByRole('row', { name: /SP2\.2/ })
    .locator('[data-place]')
    .nth(1);
  await cell.focus();
  await page.keyboard.press('4');
  await page.getByRole('button', { name: ja('maturity:saveArea') }).click();
  await expect(page.getByRole('row', { name: /SP2\.2/ })).toContainText(ja('maturity:judge.outdated'));
});

interface Project {
  id: string;
  code: string;
  name: string;
}

test("a project manager's fresh self-rating, and an assessor's own beside it, with the difference shown", async ({
  city,
}) => {
  const pm = await city.api('pm');
  const mine = (await ask<{ items: Project[] }>(pm, '/projects?q=P-0133')).items[0];
  if (!mine) throw new Error('the demo city has no P-0133');

  // From the project's page, the form knows what is rated.
  const page = await city.as('pm');
  await page.goto(`/projects/${mine.id}/maturity`);
  await expect(page.getByText(ja('maturity:noneHere'))).toBeVisible();
  await page.getByRole('link', { name: ja('maturity:new') }).click();
  await page.getByLabel(ja('maturity:field.model')).selectOption('SELF-CHECK');
  await expect(page.getByLabel(ja('maturity:field.instances_name'))).toHaveValue(mine.name);
  await page.getByRole('button', { name: ja('maturity:open') }).click();
  await expect(page.getByRole('heading', { level: 1, name: new RegExp(mine.name) })).toBeVisible();

  // Fully done, by the key 1, with one document that shows both practices of the first level.
  await rate(page, 'GOV', ['1', '1', '5', '5']);
  await expect(row(page, 'GOV')).toContainText('1 / 3');
  await expect(row(page, 'GOV')).toContainText(ja('maturity:area.noOther'));

  // The assessor opens the other view of the same project and year, and does not find it done.
  const desk = await city.as('auditor');
  await desk.goto(`/maturity/appraisals/new?projectId=${mine.id}&model=SELF-CHECK`);
  await desk.getByLabel(ja('maturity:view.assessor'), { exact: true }).check();
  await desk.getByRole('button', { name: ja('maturity:open') }).click();
  await expect(desk.getByRole('heading', { level: 1, name: new RegExp(mine.name) })).toBeVisible();
  await rate(desk, 'GOV', ['1', '4', '5', '5']);
  await expect(row(desk, 'GOV')).toContainText('0 / 3');
  await expect(row(desk, 'GOV')).toContainText(ja('maturity:area.differs', { level: 1 }));

  // Each stands beside the other, down to the practice; and the project's page lists both.
  await page.reload();
  await expect(row(page, 'GOV')).toContainText('1 / 3');
  await expect(row(page, 'GOV')).toContainText(ja('maturity:area.differs', { level: 0 }));
  await page.getByRole('link', { name: /^GOV/ }).click();
  await expect(page.getByRole('row', { name: /P1A/ }).getByText(ja('maturity:label.FI'))).toHaveCount(2);
  await expect(page.getByRole('row', { name: /P1B/ })).toContainText(ja('maturity:label.NI'));
  await page.goto(`/projects/${mine.id}/maturity`);
  await expect(page.getByRole('link', { name: new RegExp(ja('maturity:view.self')) })).toBeVisible();
  await expect(page.getByRole('link', { name: new RegExp(ja('maturity:view.assessor')) })).toBeVisible();
});

/** The row of an area in the table of an appraisal. */
const row = (page: Page, area: string) =>
  page.getByRole('row').filter({ has: page.getByRole('link', { name: new RegExp(`^${area}`) }) });

/** Rates the practices of an area one beneath the other by the keyboard, and gives each label what it asks for. */
async function rate(page: Page, area: string, keys: string[]) {
  await page.getByRole('link', { name: new RegExp(`^${area}`) }).click();
  let shown = false;
  for (const [i, key] of keys.entries()) {
    await page.locator(`[data-place="${i},0"]`).focus();
    await page.keyboard.press(key);
    if (key === '4')
      await page.getByRole('textbox', { name: ja('maturity:field.ratings_weakness') }).fill('連絡先の一覧が古い');
    if (key !== '1') continue;
    if (shown) await page.getByRole('button', { name: '体制図', exact: true }).click();
    else {
      await page.getByLabel(ja('maturity:evidence.label')).fill('体制図');
      await page.getByLabel(ja('maturity:evidence.href')).fill('https://files.example/chart');
      await page.getByRole('button', { name: ja('maturity:evidence.add') }).click();
      shown = true;
    }
  }
  await page.getByRole('button', { name: ja('maturity:saveArea') }).click();
  await expect(page.getByText(ja('maturity:areaSaved', { area }))).toBeVisible();
  await page.goto(page.url().replace(/\/areas\/.*/, ''));
}
