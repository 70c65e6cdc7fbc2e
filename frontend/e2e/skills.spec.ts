import { accessible, expect, test } from './city';
import { aSystem } from './given';
import { word } from './words';

const w = (key: string) => word('ja', `skills:${key}`);

test('the share of core systems opens onto its rows', async ({ city }) => {
  const page = await city.as('executive');
  await page.goto('/skills');
  const tile = page.getByRole('link').filter({ hasText: w('figure.share') });
  const [, n = ''] = /\((\d+)\/\d+/.exec((await tile.textContent()) ?? '') ?? [];
  await tile.click();
  await expect(page).toHaveURL(/core=true/);
  await expect(page.getByText(`${n}件`, { exact: true }).first()).toBeVisible();
  await expect(page.getByRole('row').nth(1)).toContainText(w('standing.shared'));
});

test('what nobody answered is unknown; one person is a dependence, and stands beside health', async ({ city }) => {
  const system = await aSystem(city);
  const page = await city.as('pm');
  await page.goto(`/systems/${system.id}?tab=skills`);
  const main = page.getByRole('main');
  await expect(main.getByRole('tabpanel')).toContainText(w('standing.unknown'));
  await main.getByRole('button', { name: w('key.answer') }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(w('field.work'), { exact: false }).fill('障害時の切り分け');
  await dialog.getByLabel(w('field.people'), { exact: false }).fill('1');
  await dialog.getByRole('button', { name: w('key.verb') }).click();
  await expect(dialog).toBeHidden();
  await expect(main.getByRole('tabpanel')).toContainText(w('standing.single'));
  await accessible(page);
  await page.goto(`/systems/${system.id}?tab=health`);
  await expect(main.getByRole('tabpanel')).toContainText(w('standing.single'));
});
