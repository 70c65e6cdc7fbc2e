import type { Page } from '@playwright/test';
import { accessible, expect, part, test } from './city';
import { act, aPerson, aSettledPerson, codeOf, unique } from './given';

async function signIn(page: Page, login: string, password: string) {
  await page.getByRole('textbox', { name: 'ログイン名' }).fill(login);
  await page.getByLabel('パスワード').fill(password);
  await page.getByRole('button', { name: 'サインイン', exact: true }).click();
}

test('sign-in: refusal, the wanted page, sign-out', async ({ city, page, request }) => {
  const who = await aSettledPerson(city, 'viewer', request);
  await page.goto('/systems?criticality=critical');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('サインイン');
  await accessible(page);
  await signIn(page, who.login, 'not the password');
  await expect(page.getByRole('alert')).toContainText('ログイン名またはパスワードが違います');
  await page.getByLabel('パスワード').fill(who.password);
  await page.getByRole('button', { name: 'サインイン', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('システム台帳');
  await expect(page).toHaveURL(/\/systems\?criticality=critical/);

  await page.getByRole('button', { name: `${who.name}のメニュー` }).click();
  await page.getByRole('menuitem', { name: 'サインアウト', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('サインイン');
  await page.goto('/people');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('サインイン');
});

test('signing out everywhere ends the other browser, too', async ({ city, page, request }) => {
  const who = await aSettledPerson(city, 'viewer', request);
  await page.goto('/sign-in');
  await signIn(page, who.login, who.password);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('自分の仕事');
  await page.goto('/account');
  await expect(page.getByRole('region', { name: 'サインイン中の端末' }).getByRole('row')).toHaveCount(3);
  await page.getByRole('button', { name: 'すべての端末からサインアウト' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'すべての端末からサインアウト' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('サインイン');
  expect((await request.get('/api/v1/me')).status()).toBe(401);
});

test('a temporary password must be changed before anything else', async ({ city, page }) => {
  const who = await aPerson(city, 'viewer');
  await page.goto('/sign-in');
  await signIn(page, who.login, who.password);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('はじめにパスワードを変えてください');
  await page.goto('/systems');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('はじめにパスワードを変えてください');
  await page.getByLabel('一時パスワード').fill(who.password);
  await page.getByLabel('新しいパスワード', { exact: true }).fill('short');
  await page.getByLabel('新しいパスワード(もう一度)').fill('short');
  await page.getByRole('button', { name: 'パスワードを変更する' }).click();
  await expect(page.getByText('12文字以上にしてください')).toBeVisible();
  const next = `${unique()}-${unique()}`;
  await page.getByLabel('新しいパスワード', { exact: true }).fill(next);
  await page.getByLabel('新しいパスワード(もう一度)').fill(next);
  await page.getByRole('button', { name: 'パスワードを変更する' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('自分の仕事');
});

test('a second factor is set up, asked for, and taken off', async ({ city, page, request, browser }) => {
  const who = await aSettledPerson(city, 'viewer', request);
  await page.goto('/sign-in');
  await signIn(page, who.login, who.password);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('自分の仕事');
  await page.goto('/account');
  const section = part(page, '二段階認証');
  await section.getByLabel('今のパスワード').fill(who.password);
  await section.getByRole('button', { name: '設定を始める' }).click();
  await expect(section.getByRole('img', { name: '認証アプリで読み取る二次元コード' })).toBeVisible();
  const secret = await section.locator('code').innerText();
  await section.getByLabel('確認コード').fill(codeOf(secret));
  await section.getByRole('button', { name: '数字を確かめて設定する' }).click();
  await expect(section.getByText('設定済み')).toBeVisible();

  const elsewhere = await (await browser.newContext()).newPage();
  await elsewhere.goto('/sign-in');
  await signIn(elsewhere, who.login, who.password);
  await elsewhere.getByLabel('確認コード').fill('000000');
  await elsewhere.getByRole('button', { name: 'サインイン', exact: true }).click();
  await expect(elsewhere.getByRole('alert')).toContainText('確認コードが違うか、期限が切れています');
  // A code opens once: the one of the set-up is spent, the next one is good already.
  await elsewhere.getByLabel('確認コード').fill(codeOf(secret, Date.now() + 30_000));
  await elsewhere.getByRole('button', { name: 'サインイン', exact: true }).click();
  await expect(elsewhere.getByRole('heading', { level: 1 })).toHaveText('自分の仕事');
  await elsewhere.context().close();

  await section.getByLabel('今のパスワード').fill(who.password);
  await section.getByRole('button', { name: '解除する' }).click();
  await expect(section.getByText('未設定')).toBeVisible();
  await act(request, 'POST', '/session', { login: who.login, password: who.password });
});

test('language, colours and density are kept in the browser', async ({ city }) => {
  const page = await city.as('viewer');
  await page.goto('/systems');
  await page.getByRole('button', { name: '表示の設定' }).click();
  const dialog = page.getByRole('dialog', { name: '表示の設定' });
  await dialog.getByRole('radio', { name: '暗い' }).check();
  await dialog.getByRole('radio', { name: '広い' }).check();
  await dialog.getByRole('radio', { name: '西暦', exact: true }).check();
  await page.keyboard.press('Escape');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.locator('html')).toHaveAttribute('data-density', 'comfortable');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Systems');
});
