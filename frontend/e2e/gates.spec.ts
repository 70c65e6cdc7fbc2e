import type { APIRequestContext, Page } from '@playwright/test';
import { accessible, type City, expect, part, test } from './city';
import { act, ask, me, type Recorded } from './given';

interface Application extends Recorded {
  tier: string;
  preparedBy: string[];
}

interface Criterion {
  id: string;
  tiers: string[];
  answer: boolean;
}

const today = () => new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10);

/** Takes a project through a gate as the right people would, for what lies beyond the story told here. */
async function pass(city: City, project: string, gate: string, reviewer: string) {
  const [pm, ict, board, cio] = (await Promise.all(
    (['pm', 'ict', 'reviewer', 'executive'] as const).map((who) => city.api(who)),
  )) as [APIRequestContext, APIRequestContext, APIRequestContext, APIRequestContext];
  const set = await ask<{ gates: { id: string; criteria: Criterion[] }[] }>(pm, '/gates/sets');
  const draft = await act<Application>(pm, 'POST', `/projects/${project}/gates/${gate}/applications`);
  const lines = set.gates.find((g) => g.id === gate)?.criteria ?? [];
  const answers = lines
    .filter((c) => c.answer && c.tiers.includes(draft.tier))
    .map((c) => ({
      criterionId: c.id,
      answer: 'conform',
      evidence: [{ kind: '', title: '確認資料', reference: '税務課-2026-0001', date: today() }],
      comment: '',
      reason: '',
    }));
  const at = `/gates/applications/${draft.id}`;
  const body = { answers, documents: [], preparedBy: draft.preparedBy };
  const version = async () => (await ask<Application>(pm, at)).version;
  await act(pm, 'PUT', at, body, draft.version);
  await act(pm, 'POST', `${at}/submit`, {}, await version());
  await act(ict, 'POST', `${at}/start`, { reviewers: [reviewer] }, await version());
  await act(board, 'POST', `${at}/opinions`, { dca: 'green', dcaScale: 5, comment: '問題なし' });
  await act(cio, 'POST', `${at}/decisions`, { outcome: 'approved', reason: '' }, await version());
}

/** Presses a button of the page and the one of the same or the named words in the dialogue that it opens. */
async function confirm(page: Page, button: string, verb = button) {
  await page.getByRole('main').getByRole('button', { name: button, exact: true }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: verb, exact: true }).click();
  await expect(dialog).toBeHidden();
}

test('a project on its way through G2, by five people, and the auditor behind them', async ({ city }) => {
  test.setTimeout(150_000);
  const pmApi = await city.api('pm');
  const { items } = await ask<{ items: Recorded[] }>(pmApi, '/projects?q=P-0133');
  const id = items[0]?.id ?? '';
  const reviewer = (await me(city, 'reviewer')).person;
  const manager = (await me(city, 'pm')).person;
  const pm = await city.as('pm');

  await test.step('the project manager publishes a report', async () => {
    await pm.goto(`/projects/${id}`);
    await expect(pm.getByRole('heading', { level: 1 })).toContainText('固定資産評価システム再構築');
    await pm.getByRole('button', { name: '状況報告を書く' }).click();
    await pm.getByRole('textbox', { name: /^基準日/ }).fill(today());
    await pm.getByRole('textbox', { name: /^要約/ }).fill('要件を確定し、G2の申請書類が整った。');
    for (const rated of ['全体', '範囲', '日程', '費用', '品質', 'リスク']) {
      const word = rated === '日程' ? '注意' : '順調';
      await pm
        .getByRole('group', { name: new RegExp(`^${rated}`) })
        .getByRole('radio', { name: word })
        .check();
    }
    await pm.getByRole('button', { name: '下書きを保存する' }).click();
    await confirm(pm, '状況報告を公開する');
    await expect(pm.getByText('公開した報告は変わりません').first()).toBeVisible();
  });

  await test.step('readiness says what is missing, and she mends it', async () => {
    await pm.getByRole('tab', { name: '概要' }).click();
    await expect(pm.getByRole('link', { name: 'あと2件を記入する' }).first()).toBeVisible();
    await expect(pm.getByRole('button', { name: 'G2 を申請する' })).toBeDisabled();
    await expect(part(pm, /^G2に必要なもの/)).toContainText('5/7');
    await expect(
      part(pm, /^G2に必要なもの/)
        .getByRole('listitem')
        .filter({ hasText: '予定価格の根拠' }),
    ).toContainText('まだ回答がありません');
    await accessible(pm);
    await pm.getByRole('link', { name: 'あと2件を記入する' }).first().click();
    await expect(pm.getByRole('heading', { level: 1 })).toContainText('G2 調達前審査');
    for (const line of ['G2-5', 'G2-7']) {
      const criterion = pm.getByRole('region', { name: line, exact: true });
      await criterion.getByRole('group', { name: '回答' }).getByRole('radio', { name: '適合', exact: true }).check();
      await criterion.getByRole('button', { name: '根拠を追加' }).click();
      const row = criterion.getByRole('group', { name: '根拠 1', exact: true });
      await row.getByRole('textbox', { name: '名称' }).fill(`${line}の根拠`);
      await row.getByRole('textbox', { name: '日付' }).fill(today());
    }
    await pm.getByRole('button', { name: '下書きを保存する' }).click();
    await expect(pm.getByText('項目はそろっています')).toBeVisible();
    await confirm(pm, 'G2 を申請する');
    await expect(pm.getByText('G2 を申請しました')).toBeVisible();
  });

  const gate = `/projects/${id}/gates/G2`;
  await test.step('the ICT office names the reviewer', async () => {
    const ict = await city.as('ict');
    await ict.goto(gate);
    await ict.getByRole('button', { name: '審査を始める' }).click();
    const dialog = ict.getByRole('dialog');
    await dialog.getByRole('combobox').fill(reviewer.name);
    await ict.getByRole('option', { name: reviewer.name }).first().click();
    await dialog.getByRole('button', { name: '審査を始める' }).click();
    await expect(ict.getByText('審査を始めました')).toBeVisible();
  });

  await test.step('the applicant may neither review nor decide', async () => {
    await pm.goto(gate);
    await expect(pm.getByRole('button', { name: '意見を書く' })).toBeDisabled();
    await expect(pm.getByRole('button', { name: '判定する' })).toBeDisabled();
  });

  await test.step('the reviewer gives an opinion', async () => {
    const page = await city.as('reviewer');
    await page.goto('/');
    await part(page, /^審査待ち/)
      .getByRole('link')
      .filter({ hasText: '固定資産評価システム再構築' })
      .click();
    await page.getByRole('button', { name: '意見を書く' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: /^(\S+ )?黄(?!緑)/ }).check();
    await dialog.getByRole('textbox', { name: /^意見/ }).fill('評価替えから逆算した工程の余裕が1か月しかない。');
    await accessible(page);
    await dialog.getByRole('button', { name: '意見を提出する' }).click();
    await expect(page.getByText('意見を提出しました')).toBeVisible();
  });

  await test.step('the decider approves with one critical condition', async () => {
    const page = await city.as('executive');
    await page.goto(gate);
    await page.getByRole('button', { name: '判定する' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: /条件付承認/ }).check();
    await dialog.getByRole('button', { name: '条件を加える' }).click();
    await dialog
      .getByRole('textbox', { name: /^条件の内容/ })
      .fill('評価替えに間に合う工程表を契約担当と合意すること。');
    await dialog.getByRole('radio', { name: /^直ちに/ }).check();
    const owner = dialog.getByRole('combobox', { name: '担当者' });
    await owner.fill(manager.name);
    await expect(page.getByRole('option', { name: manager.name }).first()).toBeVisible();
    await owner.press('ArrowDown');
    await owner.press('Enter');
    await dialog.getByRole('combobox', { name: 'または期限のゲート' }).selectOption({ label: 'G3 契約前審査' });
    await dialog.getByRole('textbox', { name: /^理由/ }).fill('工程の余裕が小さいため。');
    await expect(dialog.getByText('「直ちに」の1件が検証されるまで、実行を始められず')).toBeVisible();
    await accessible(page);
    await dialog.getByRole('button', { name: '条件を付けて承認する' }).click();
    await expect(dialog).toBeHidden();
    await expect(part(page, /^判定/)).toContainText('条件付承認');
    await expect(part(page, /^判定/)).toContainText('承認番号');
  });

  await test.step('the execution cannot start before the condition is verified', async () => {
    await pm.goto(`/projects/${id}`);
    await expect(pm.getByRole('button', { name: '実行を始める' })).toBeDisabled();
    await expect(pm.getByText('R4 「直ちに」の条件が1件、解消していません')).toBeVisible();
    const { version } = await ask<Recorded>(pmApi, `/projects/${id}`);
    const refused = await pmApi.post(`/api/v1/projects/${id}/execution`, { headers: { 'If-Match': `"${version}"` } });
    expect(refused.status()).toBe(409);
    expect(await refused.json()).toMatchObject({ code: 'not_ready' });
  });

  await test.step('she reports it as met; another person verifies it', async () => {
    await pm.goto(gate);
    const mine = part(pm, /^承認の条件/);
    await mine.getByRole('button', { name: '対応を報告する' }).click();
    const dialog = pm.getByRole('dialog');
    await dialog.getByRole('textbox', { name: '名称' }).fill('工程表(合意版)');
    await dialog.getByRole('button', { name: '対応を報告する' }).click();
    await expect(dialog).toBeHidden();
    await expect(mine.getByRole('button', { name: '検証する' })).toBeDisabled();

    const other = await city.as('reviewer');
    await other.goto(gate);
    await part(other, /^承認の条件/)
      .getByRole('button', { name: '検証する' })
      .click();
    const verifying = other.getByRole('dialog');
    await verifying.getByRole('radio', { name: '条件は満たされている' }).check();
    await verifying.getByRole('button', { name: '検証する' }).click();
    await expect(verifying).toBeHidden();
    await expect(part(other, /^承認の条件/)).toContainText('検証済み');
  });

  await test.step('the execution starts', async () => {
    await pass(city, id, 'G3', reviewer.id);
    await pm.goto(`/projects/${id}`);
    await confirm(pm, '実行を始める');
    await expect(part(pm, '案件の段階')).toContainText('実行中');
  });

  await test.step('the auditor sees all of it and can change none of it', async () => {
    const page = await city.as('auditor');
    await page.goto(`/projects/${id}/history`);
    const history = page.getByRole('list', { name: '変更履歴' });
    for (const entry of [
      '公開',
      '申請',
      '審査の開始',
      '審査意見',
      '判定',
      '条件の対応報告',
      '条件の検証',
      '実行の開始',
    ])
      await expect(history.getByRole('listitem').filter({ hasText: entry }).first()).toBeVisible();
    await expect(history).toContainText('評価替えに間に合う工程表を契約担当と合意すること。');
    const changing =
      /編集|状況報告を|申請|意見|判定|代決|検証|報告する|免除|実行を|着手|完了に|中止|削除|省略|取り下げ|追加/;
    for (const path of [`/projects/${id}`, gate, `/projects/${id}/gates`, `/projects/${id}/reports`]) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
      await expect(page.getByRole('main').getByRole('button', { name: changing, disabled: false })).toHaveCount(0);
    }
  });
});

test('what a decider may not choose says which rule stands against it', async ({ city }) => {
  const api = await city.api('executive');
  const { items } = await ask<{ items: { id: string; projectId: string; gate: string }[] }>(
    api,
    '/gates/applications?waiting=decision&tier=A',
  );
  expect(items.length).toBeGreaterThan(0);
  const page = await city.as('executive');
  await page.goto('/gates');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await accessible(page);
  await page.goto(`/projects/${items[0]?.projectId}/gates/${items[0]?.gate}`);
  await page.getByRole('button', { name: '判定する' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('判定を選んでください')).toBeVisible();
  await dialog.getByRole('radio', { name: /差戻し/ }).check();
  await expect(dialog.getByRole('button', { name: '差し戻す' })).toBeDisabled();
  await expect(dialog.getByText('理由を入力してください')).toBeVisible();
  await dialog.getByRole('textbox', { name: /^理由/ }).fill('見積の根拠');
  await expect(dialog.getByRole('button', { name: '差し戻す' })).toBeEnabled();
  await dialog.getByRole('button', { name: 'やめる' }).click();
  await expect(dialog).toBeHidden();
});
