import { accessible, expect, test } from './city';
import { aSystem, unique } from './given';

for (const said of [
  {
    lang: 'ja',
    name: '検索と操作',
    page: '監査指摘',
    typed: 'かんさしてき',
    theme: '暗い配色にする',
    all: /すべての結果/,
    kind: /^システム \(/,
  },
  {
    lang: 'en',
    name: 'Search and actions',
    page: 'Findings',
    typed: 'findings',
    theme: 'Use dark colours',
    all: /All results/,
    kind: /^System \(/,
  },
] as const) {
  test(`the palette leads to records, screens and actions (${said.lang})`, async ({ city }) => {
    const system = await aSystem(city, { name: `検索${unique()}サーバー` });
    const page = await city.as('ict', { lang: said.lang });
    await page.goto('/work');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.keyboard.press('Control+k');
    const field = page.getByRole('combobox', { name: said.name });
    await expect(field).toBeFocused();
    await accessible(page);

    // Half width and without the last long vowel mark: the record is the first answer.
    await field.fill(system.name.replace('サーバー', 'ｻｰﾊﾞ'));
    const first = page.getByRole('option').first();
    await expect(first).toContainText(system.code);
    await expect(first).toHaveAttribute('aria-selected', 'true');
    await expect(field).toHaveAttribute('aria-activedescendant', (await first.getAttribute('id')) ?? '');
    const [tab] = await Promise.all([page.context().waitForEvent('page'), field.press('Control+Enter')]);
    await expect(tab).toHaveURL(new RegExp(`/systems/${system.id}`));
    await tab.close();
    await field.press('Enter');
    await expect(page).toHaveURL(new RegExp(`/systems/${system.id}`));
    await expect(page.getByRole('heading', { level: 1 })).toContainText(system.name);

    await page.keyboard.press('Control+k');
    await expect(page.getByRole('option').first()).toContainText(system.name); // opened lately
    await field.fill(said.typed);
    await page.getByRole('option', { name: said.page, exact: true }).click();
    await expect(page).toHaveURL(/\/findings/);

    await page.keyboard.press('Control+k');
    await field.fill(said.theme);
    await field.press('Enter');
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');

    await page.keyboard.press('Control+k');
    await field.fill(system.code);
    await expect(page.getByRole('option').first()).toContainText(system.code);
    await page.getByRole('option', { name: said.all }).click();
    await expect(page).toHaveURL(/\/search\?q=/);
    await expect(page.getByRole('checkbox', { name: said.kind })).toBeVisible();
    await accessible(page);

    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog')).toBeVisible();
    await accessible(page);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  });
}

test('j moves along a list that nobody has pressed yet', async ({ city }) => {
  const page = await city.as('viewer');
  await page.goto('/procedures');
  const rows = page.getByRole('region', { name: '行政手続' }).getByRole('rowheader');
  await expect(rows.first()).toBeVisible();
  await page.keyboard.press('j');
  await expect(rows.first().getByRole('link')).toBeFocused();
  await page.keyboard.press('j');
  await expect(rows.nth(1).getByRole('link')).toBeFocused();
});
