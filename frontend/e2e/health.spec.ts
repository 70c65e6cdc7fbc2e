import { accessible, expect, test } from './city';
import { ask } from './given';

interface Tile {
  value: number | null;
  rows: string;
}
interface Row {
  id: string;
  code: string;
  name: string;
}

test('an executive begins with the portfolio, follows a figure to its rows and one row to its evidence', async ({
  city,
}) => {
  const api = await city.api('executive');
  const { projects } = await ask<{ projects: { red: Tile; disagreement: Tile } }>(api, '/health/summary');
  const page = await city.as('executive');
  await page.goto('/');
  await expect(page).toHaveURL(/\/health\/projects$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('ポートフォリオ健全性');
  await accessible(page);

  await page.getByRole('link', { name: /^要対応\s*[1-9]\d*件/ }).click();
  await expect(page).toHaveURL(/overall=red/);
  const table = page.getByRole('region', { name: '案件' });
  let items: Row[] = [];
  // Other people go on working meanwhile: what the page shows is compared with what the list says at that moment.
  await expect(async () => {
    await page.reload();
    items = (await ask<{ items: Row[] }>(api, projects.red.rows)).items;
    await expect(table.getByRole('rowheader')).toHaveCount(items.length);
  }).toPass();
  for (const row of items) await expect(table.getByRole('rowheader', { name: row.code })).toBeVisible();

  const first = items[0] as Row;
  await table.getByRole('rowheader', { name: first.code }).getByRole('link').press('Enter');
  await expect(page).toHaveURL(new RegExp(`/projects/${first.id}/health$`));
  await expect(page.getByRole('heading', { name: /^触れた規則/ })).toBeVisible();
  await expect(page.getByRole('tabpanel').getByText('要対応').first()).toBeVisible();
  await accessible(page);
  await page.goBack();
  await expect(table.getByRole('rowheader')).toHaveCount(items.length);
});

test('on a phone the portfolio is a list of cards; own work stays one step away', async ({ city }) => {
  const page = await city.as('ict', { width: 390 });
  await page.goto('/');
  const cards = page.getByRole('list', { name: '案件', exact: true });
  await expect(cards.getByRole('listitem').first()).toContainText('要対応');
  await page.getByRole('link', { name: '自分の仕事' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('自分の仕事');
});

test('a project manager begins with own work and enters earned value that is judged at once', async ({ city }) => {
  const page = await city.as('pm');
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('自分の仕事');
  const project = (await ask<{ items: Row[] }>(await city.api('pm'), '/health/projects?state=execution'))
    .items[0] as Row;
  await page.goto(`/projects/${project.id}/health`);
  await page.getByRole('button', { name: '出来高を登録する' }).click();
  await page.getByLabel('完成時総予算').fill('1億');
  await page.getByLabel('計画価値').fill('5,000万');
  await page.getByLabel('出来高 (EV)').fill('4,000万');
  await page.getByLabel('実績費用').fill('4,500万');
  await page.getByRole('button', { name: '出来高を保存する' }).click();
  await expect(page.getByText(/SPI 0\.80、費用効率 CPI 0\.89/)).toBeVisible();
  await expect(page.getByText('SPI 0.80', { exact: false }).first()).toBeVisible();
});
