import { accessible, expect, part, test } from './city';
import { act, aPerson, aSettledPerson, aSystem, ask, me, unique } from './given';

const day = (offset: number) => new Date(Date.now() + 9 * 3_600_000 + offset * 86_400_000).toISOString().slice(0, 10);

test('a post passes to another person, and the rights with it', async ({ city, request, playwright, baseURL }) => {
  const before = await aSettledPerson(city, 'project_manager', request);
  const other = await playwright.request.newContext({ baseURL });
  const after = await aSettledPerson(city, 'viewer', other);
  const system = await aSystem(city);
  const may = async (api: typeof request) =>
    (await ask<{ can: { update: { allowed: boolean } } }>(api, `/systems/${system.id}`)).can.update.allowed;
  expect(await may(request)).toBe(true);
  expect(await may(other)).toBe(false);

  const page = await city.as('admin');
  await page.goto(`/posts/${before.postId}`);
  await page.getByRole('button', { name: '編集する' }).click();
  const first = page.getByRole('group', { name: '在任者 1', exact: true });
  await first.getByRole('textbox', { name: '終わりの日' }).fill(day(-1));
  await page.getByRole('button', { name: '在任者を追加' }).click();
  const second = page.getByRole('group', { name: '在任者 2', exact: true });
  await second.getByRole('combobox', { name: '職員' }).fill(after.name);
  await page.getByRole('option', { name: after.name }).click();
  await second.getByRole('textbox', { name: '始まりの日' }).fill(day(0));
  await accessible(page);
  await page.getByRole('button', { name: '変更を保存する' }).click();
  await expect(page.getByRole('heading', { level: 1 })).not.toContainText('編集');
  await expect(part(page, /^在任者/)).toContainText(after.name);

  expect(await may(request)).toBe(false);
  expect(await may(other)).toBe(true);
  await expect(page.getByRole('list', { name: '変更履歴' }).getByText('人事異動').first()).toBeVisible();
  await other.dispose();
});

test('somebody new is registered and gets an account', async ({ city, page: fresh }) => {
  const tag = unique();
  const page = await city.as('admin');
  await page.goto('/people/new');
  await page.getByRole('textbox', { name: /^氏名/ }).fill(`試験職員${tag}`);
  await page.getByRole('textbox', { name: /^職員番号/ }).fill(`E${tag}`);
  await page.getByRole('button', { name: '職員を登録する' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(`試験職員${tag}`);
  await page.getByRole('button', { name: 'アカウントを開く' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: /^ログイン名/ }).fill(`e2e${tag}`);
  await dialog.getByRole('button', { name: 'アカウントを開く' }).click();
  const handed = page.getByRole('dialog', { name: `試験職員${tag}の仮パスワード` });
  const password = (await handed.locator('code').textContent()) ?? '';
  expect(password.length).toBeGreaterThan(11);
  await accessible(page);
  await handed.getByRole('button', { name: '控えたので閉じる' }).click();
  await expect(page.getByText(password)).toHaveCount(0);
  await expect(part(page, /^サインイン/)).toContainText('仮パスワード');

  await fresh.goto('/sign-in');
  await fresh.getByRole('textbox', { name: 'ログイン名' }).fill(`e2e${tag}`);
  await fresh.getByLabel('パスワード').fill(password);
  await fresh.getByRole('button', { name: 'サインイン', exact: true }).click();
  await expect(fresh.getByRole('heading', { level: 1 })).toHaveText('はじめにパスワードを変えてください');
});

test('an account that is stopped ends at once', async ({ city, request }) => {
  const who = await aSettledPerson(city, 'viewer', request);
  await ask(request, '/me');
  const page = await city.as('admin');
  await page.goto(`/people/${who.id}`);
  await page.getByRole('button', { name: 'アカウントを停止する' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'アカウントを停止する' }).click();
  await expect(part(page, /^サインイン/)).toContainText('停止中');
  expect((await request.get('/api/v1/me')).status()).toBe(401);
});

test('the tree of organisations opens, finds and grows', async ({ city }) => {
  const tag = unique();
  const city_ = await ask<{ items: { id: string; name: string }[] }>(
    await city.api('admin'),
    '/organisations?q=財政局',
  );
  const bureau = city_.items.find((o) => o.name === '財政局')?.id;
  const page = await city.as('admin');
  await page.goto('/organisations');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('組織');
  await expect(page.getByText('財政局').first()).toBeVisible();
  await accessible(page);
  await page.goto(`/organisations/${bureau}`);
  await page.getByText('この下に組織を登録する').first().click();
  await page.getByRole('textbox', { name: /^組織名/ }).fill(`臨時税務課${tag}`);
  await page.getByRole('textbox', { name: /^組織コード/ }).fill(`E${tag}`);
  await page.getByRole('combobox', { name: /^種類/ }).selectOption({ label: '課' });
  await page.getByRole('textbox', { name: /^設置日/ }).fill(day(0));
  await page.getByRole('button', { name: '組織図に登録する' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(`臨時税務課${tag}`);
});

test('the rules in force are shown, and why somebody may not', async ({ city }) => {
  const page = await city.as('viewer');
  await page.goto('/policy');
  const matrix = page.getByRole('table').first();
  for (const role of ['システム管理者', 'ICT戦略室', '監査担当']) {
    await expect(matrix.getByRole('columnheader', { name: role })).toBeVisible();
  }
  await accessible(page);
  await page.getByRole('tab', { name: 'だれができる? なぜできない?' }).click();
  await page.getByRole('combobox', { name: '対象' }).selectOption({ label: 'システム' });
  await page.getByRole('combobox', { name: '操作' }).selectOption({ label: '変更する' });
  await expect(page.getByText('あなたは「システム: 変更する」ができません')).toBeVisible();
  await expect(part(page, /^できる職/)).toContainText('ICT戦略室');
  await expect(page).toHaveURL(/permission=systems(:|%3A)update/);
  await accessible(page);
});

test('the ledger is open to the auditor alone, and every act stands in it', async ({ city }) => {
  const system = await aSystem(city);
  const api = await city.api('ict');
  await act(api, 'POST', `/systems/${system.id}/confirm`, {}, system.version);
  const ict = await me(city, 'ict');
  const page = await city.as('auditor');
  await page.goto('/audit');
  await page.getByRole('combobox', { name: '対象' }).selectOption({ label: 'システム' });
  const ledger = page.getByRole('list', { name: '監査証跡' });
  const entry = ledger.locator('> li').filter({ hasText: system.name });
  await expect(entry).toHaveCount(2);
  await expect(entry.first()).toContainText('内容を確認');
  await expect(entry.first()).toContainText(ict.person.name);
  await expect(page).toHaveURL(/noun=systems/);
  await accessible(page);

  const other = await city.as('pm');
  await other.goto('/audit');
  await expect(other.getByText('この操作をする権限がありません')).toBeVisible();
  await expect(other.getByText('必要な役割を持つ人に依頼してください。')).toBeVisible();
});

test('who may not administer reads who may', async ({ city }) => {
  const person = await aPerson(city, 'viewer');
  const page = await city.as('ict');
  await page.goto(`/people/${person.id}`);
  const edit = page.getByRole('button', { name: '編集する' });
  await expect(edit).toBeDisabled();
  await edit.click({ force: true });
  await expect(page.getByRole('dialog', { name: 'この操作はできません' })).toContainText('システム管理者');
});
