import { accessible, expect, part, test } from './city';
import { aSystem, ask, type System, unique } from './given';

test('the register is searched, narrowed and sorted by its address', async ({ city }) => {
  const page = await city.as('viewer');
  await page.goto('/systems');
  const table = page.getByRole('region', { name: 'システム台帳' });
  await expect(table.getByRole('row').nth(1)).toBeVisible();

  await page.getByRole('searchbox').fill('税');
  await expect(page).toHaveURL(/q=%E7%A8%8E/);
  const group = page.getByRole('group', { name: '重要度' });
  await group.getByRole('checkbox', { name: '最重要' }).check();
  await expect(page).toHaveURL(/criticality=critical/);
  await group.getByRole('checkbox', { name: '高', exact: true }).check();
  await expect(page).toHaveURL(/criticality=critical(,|%2C)high/);
  const active = page.getByRole('list', { name: '今の絞り込み条件' });
  await expect(active.getByText('最重要')).toBeVisible();

  const head = table.getByRole('columnheader', { name: 'コード' });
  await head.getByRole('button').click();
  await expect(head).toHaveAttribute('aria-sort', 'ascending');
  await head.getByRole('button').click();
  await expect(head).toHaveAttribute('aria-sort', 'descending');
  await expect(page).toHaveURL(/sort=-code/);
  const { items, total } = await ask<{ items: System[]; total: number }>(
    await city.api('viewer'),
    `/systems?q=${encodeURIComponent('税')}&criticality=critical,high&sort=-code`,
  );
  await expect(table.getByRole('rowheader').first()).toContainText(items[0]?.name ?? '');
  await expect(table.getByRole('rowheader')).toHaveCount(total);
  await accessible(page);

  await page.goBack();
  await expect(head).toHaveAttribute('aria-sort', 'ascending');
  await page.reload();
  await expect(group.getByRole('checkbox', { name: '最重要' })).toBeChecked();
  await active.getByRole('button', { name: '条件をすべて外す' }).click();
  await expect(page).not.toHaveURL(/criticality|q=/);

  await page.getByRole('searchbox').fill('どこにもない言葉');
  await expect(page.getByText('条件に合うものはありません')).toBeVisible();
});

test('rows are walked with j and k, seen in the panel, opened with Enter', async ({ city }) => {
  const page = await city.as('viewer');
  await page.goto('/systems');
  const table = page.getByRole('region', { name: 'システム台帳' });
  const rows = table.getByRole('rowheader').getByRole('link');
  await expect(rows.nth(2)).toBeVisible();
  await table.focus();
  await page.keyboard.press('j');
  await expect(rows.nth(0)).toBeFocused();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await expect(rows.nth(2)).toBeFocused();
  await page.keyboard.press('k');
  await expect(rows.nth(1)).toBeFocused();
  const name = (await rows.nth(1).getAttribute('title')) ?? '';
  await page.keyboard.press(' ');
  const panel = page.getByRole('complementary', { name: `${name}の概要` });
  await expect(panel.getByRole('heading', { level: 2 })).toContainText(name);
  await expect(page).toHaveURL(/row=/);
  await accessible(page);
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await expect(page).not.toHaveURL(/row=/);
  await expect(rows.nth(1)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
});

test('on a phone the register is a list of cards, its filters a sheet', async ({ city }) => {
  const page = await city.as('viewer', { width: 390 });
  await page.goto('/systems');
  const cards = page.getByRole('list', { name: 'システム台帳' });
  await expect(cards.getByRole('listitem').first()).toContainText('重要度');
  await page.getByRole('button', { name: '絞り込み' }).click();
  const sheet = page.getByRole('dialog', { name: '絞り込み' });
  await sheet.getByRole('checkbox', { name: '最重要' }).check();
  await sheet.getByRole('button', { name: /件を表示$/ }).click();
  await expect(page).toHaveURL(/criticality=critical/);
  await expect(cards.getByRole('listitem').first()).toContainText('重要度 最重要');
  await cards.getByRole('link').first().click();
  await expect(page).toHaveURL(/\/systems\/[0-9a-f-]+$/);
});

test('a system is registered, mended, confirmed and deleted', async ({ city }) => {
  const tag = unique();
  const name = `道路台帳閲覧システム${tag}`;
  const page = await city.as('ict');
  await page.goto('/systems/new');
  await page.getByLabel('システム名').fill(name);
  await page.getByRole('button', { name: '台帳に登録する' }).click();
  const summary = page.getByRole('alert');
  await expect(summary).toContainText(/直すところが\d+件あります/);
  await expect(page.locator(':focus').getByRole('alert')).toBeVisible();
  await accessible(page);
  await summary.getByRole('button', { name: /^コード/ }).click();
  await expect(page.getByRole('textbox', { name: /^コード/ })).toBeFocused();
  await page.keyboard.type(`E2E-${tag}`);
  await page.getByRole('combobox', { name: '所管' }).fill('道路管理課');
  await page.getByRole('option', { name: /道路管理課/ }).click();
  await page.getByLabel('重要度').selectOption({ label: '中' });
  await page.getByLabel('形態').selectOption({ label: 'SaaS' });
  await page.getByLabel('ネットワーク').selectOption({ label: 'インターネット接続系' });
  await page.getByRole('button', { name: '台帳に登録する' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name);

  await page.getByRole('button', { name: '編集する' }).click();
  await page.getByRole('textbox', { name: /^概要/ }).fill('市道の認定路線を市民に見せる。');
  await page.getByRole('button', { name: '変更を保存する' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(new RegExp(`^${name}`));
  await page.getByRole('button', { name: '内容に変わりがないことを確認する' }).click();
  await expect(page.getByText(/確認しました。次の確認期限は/)).toBeVisible();
  await page.getByRole('tab', { name: '履歴' }).click();
  const history = page.getByRole('list', { name: '変更履歴' });
  await expect(history).toContainText('市道の認定路線を市民に見せる。');
  await expect(history.getByText('内容を確認')).toBeVisible();
  await expect(history.getByText('登録', { exact: true })).toBeVisible();

  await page.getByRole('button', { name: '削除する' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: '台帳から削除する' })).toBeDisabled();
  await expect(dialog.getByText('理由を入力してください')).toBeVisible();
  await dialog.getByLabel('理由').fill('試験のために登録したもの');
  await dialog.getByRole('button', { name: '台帳から削除する' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('システム台帳');
  await page.getByRole('searchbox').fill(tag);
  await expect(page.getByText('条件に合うものはありません')).toBeVisible();
});

test('who may not change a system reads why, and who may', async ({ city }) => {
  const system = await aSystem(city);
  const page = await city.as('viewer');
  await page.goto(`/systems/${system.id}`);
  const edit = page.getByRole('button', { name: '編集する' });
  await expect(edit).toBeDisabled();
  await edit.click({ force: true });
  const why = page.getByRole('dialog', { name: 'この操作はできません' });
  await expect(why).toContainText('できる役割');
  await expect(why).toContainText('ICT戦略室');
});

test('a stale edit shows both versions and loses no text', async ({ city }) => {
  const system = await aSystem(city, { summary: 'はじめの概要', vendor: '' });
  const [first, second] = await Promise.all([city.as('pm'), city.as('ict')]);
  await first.goto(`/systems/${system.id}/edit`);
  await second.goto(`/systems/${system.id}/edit`);
  await second.getByRole('textbox', { name: /^概要/ }).fill('先に保存された概要');
  await first.getByRole('textbox', { name: /^概要/ }).fill('あとから保存しようとした概要');
  await first.getByLabel('事業者').fill('あとの人だけが書いた事業者');
  await second.getByLabel('契約番号').fill('先の人だけが書いた番号');
  await second.getByRole('button', { name: '変更を保存する' }).click();
  await expect(second.getByRole('heading', { level: 1 })).toHaveText(new RegExp(`^${system.name}`));

  await first.getByRole('button', { name: '変更を保存する' }).click();
  await expect(first.getByRole('heading', { name: 'ほかの人が先に保存しました' })).toBeInViewport();
  const both = part(first, /^双方が変えた項目/);
  await expect(both).toContainText('はじめの概要');
  await expect(both).toContainText('先に保存された概要');
  await expect(both).toContainText('あとから保存しようとした概要');
  await expect(part(first, /^相手だけが変えた項目/)).toContainText('先の人だけが書いた番号');
  await expect(part(first, /^あなただけが変えた項目/)).toContainText('あとの人だけが書いた事業者');
  await accessible(first);
  const save = first.getByRole('button', { name: '選んだ内容で保存する' });
  await expect(save).toBeDisabled();

  await first.getByRole('button', { name: 'フォームに戻る' }).click();
  await expect(first.getByRole('textbox', { name: /^概要/ })).toHaveValue('あとから保存しようとした概要');
  await first.getByRole('button', { name: '変更を保存する' }).click();
  await both.getByRole('button', { name: '概要を書き直す' }).click();
  await both.getByRole('textbox', { name: /^概要/ }).fill('二人で決めた概要');
  await save.click();
  await expect(first.getByRole('heading', { level: 1 })).toHaveText(new RegExp(`^${system.name}`));
  const kept = await ask<Record<string, unknown>>(await city.api('pm'), `/systems/${system.id}`);
  expect(kept).toMatchObject({
    summary: '二人で決めた概要',
    vendor: 'あとの人だけが書いた事業者',
    contractNo: '先の人だけが書いた番号',
    version: system.version + 2,
  });
});

test('a draft that was left is there again', async ({ city }) => {
  const system = await aSystem(city);
  const page = await city.as('pm');
  await page.goto(`/systems/${system.id}`);
  await page.getByRole('button', { name: '編集する' }).click();
  await page.getByRole('textbox', { name: /^概要/ }).fill('書きかけの概要');
  await page.getByRole('link', { name: '自分の仕事' }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: '下書きを残して離れる' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('自分の仕事');
  await page.goto(`/systems/${system.id}/edit`);
  await page.getByRole('button', { name: '下書きを戻す' }).click();
  await expect(page.getByRole('textbox', { name: /^概要/ })).toHaveValue('書きかけの概要');
});

test('what is due to somebody stands on the first page and leads there', async ({ city }) => {
  const page = await city.as('pm');
  const work = await ask<Record<string, unknown[]>>(await city.api('pm'), '/me/work');
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('自分の仕事');
  expect(work.overdue?.length).toBeGreaterThan(0);
  await expect(part(page, /^期限超過/).getByRole('listitem')).toHaveCount(work.overdue?.length ?? 0);
  const first = part(page, /^期限超過/)
    .getByRole('link')
    .first();
  await first.click();
  await expect(page).toHaveURL((url) => url.pathname !== '/');
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('自分の仕事');
});
