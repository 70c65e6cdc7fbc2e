import { accessible, expect, test } from './city';
import { ask } from './given';

interface Figure {
  value: number | null;
  rows: string;
}

test('an executive reads that the rise was only for a time, and opens the system that did not come back', async ({
  city,
}) => {
  const api = await city.api('executive');
  const o = await ask<{ unreturned: Figure }>(api, '/budgets');
  const { items } = await ask<{ items: { id: string; code: string }[] }>(api, o.unreturned.rows);
  const page = await city.as('executive');
  await page.goto('/budgets');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('ICT関連予算');
  await expect(page.getByRole('paragraph').filter({ hasText: /2018年度.*一時的/ })).toBeVisible();
  await accessible(page);

  await page.getByRole('link', { name: /^元の水準に戻らないシステム/ }).click();
  await expect(page).toHaveURL(/notReturned=true/);
  const table = page.getByRole('region', { name: 'システム別の予算' });
  await expect(table.getByRole('rowheader')).toHaveCount(items.length);
});
