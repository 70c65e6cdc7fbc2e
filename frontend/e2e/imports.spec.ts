import { accessible, expect, test } from './city';
import { ask, unique } from './given';

/** Texts as a Japanese Excel saves them (CP932), since the platform's own encoder writes UTF-8 only. */
const cp932 = {
  // コード,システム名,所管,重要度,形態,ネットワーク,段階,覚え書き
  head: '8352815b83682c835683588365838096bc2c8f8a8ac72c8f64977693782c8c6091d42c836c83628367838f815b834e2c92698a4b2c8a6f82a68f9182ab0d0a',
  // 道路占用許可システム～表計算版
  name: '93b9984890e897708b9689c283568358836583808160955c8c768e5a94c5',
  // 道路管理課,中,パッケージ,LGWAN接続系,稼働,表計算から移した
  good: '93b998488ac7979d89db2c92862c837083628350815b83572c4c4757414e90da91b18c6e2c89d293ad2c955c8c768e5a82a982e788da82b582bd0d0a',
  // 所管のない台帳,どこにもない課,中,パッケージ,LGWAN接続系,稼働,
  bad: '8f8a8ac782cc82c882a291e492a02c82c782b182c982e082c882a289db2c92862c837083628350815b83572c4c4757414e90da91b18c6e2c89d293ad2c0d0a',
};
const bytes = (hex: string) => Buffer.from(hex, 'hex');
const ascii = (text: string) => Buffer.from(text, 'ascii');

test('a Japanese CSV is mapped, checked row by row and committed', async ({ city }) => {
  const tag = unique();
  const page = await city.as('ict');
  await page.goto('/imports');
  await page.getByRole('link', { name: 'ファイルから取り込む' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('ファイルから取り込む');
  await accessible(page);
  const buffer = Buffer.concat([
    bytes(cp932.head),
    ascii(`E2E-${tag}-1,`),
    bytes(cp932.name),
    ascii(','),
    bytes(cp932.good),
    ascii(`E2E-${tag}-2,`),
    bytes(cp932.bad),
  ]);
  await page
    .getByLabel('ここにファイルを置くか、選んでください')
    .setInputFiles({ name: `台帳${tag}.csv`, mimeType: 'text/csv', buffer });
  await page.getByRole('button', { name: 'ファイルを送って確認を始める' }).click();

  await expect(page.getByRole('combobox', { name: '文字コード' })).toHaveValue('cp932');
  const owner = page.getByRole('combobox', { name: '「所管」を取り込む項目' });
  await expect(owner).toHaveValue('ownerId');
  await expect(page.getByText('取り込まない列: 覚え書き')).toBeVisible();
  // The first check ends by itself; whoever asks again before has not seen its state.
  await expect(page.getByText('判断待ち')).toBeVisible();
  await page.getByRole('combobox', { name: '「覚え書き」を取り込む項目' }).selectOption('summary');
  await accessible(page);
  const again = page.waitForResponse((r) => r.request().method() !== 'GET' && /\/imports\/[0-9a-f-]+/.test(r.url()));
  await page.getByRole('button', { name: 'この対応で確認し直す' }).click();
  await again;
  await page.waitForResponse((r) => r.request().method() === 'GET' && /\/imports\/[0-9a-f-]+$/.test(r.url()));

  await expect(page.getByText('誤りのある行が1件あります。新規1件、更新0件、変更なし0件')).toBeVisible();
  const rows = page.getByRole('list', { name: '行ごとの結果' });
  await expect(rows.getByRole('listitem')).toHaveCount(1);
  await expect(rows).toContainText('3行目');
  await expect(rows).toContainText('登録されていません');
  await expect(rows).toContainText('どこにもない課');
  await accessible(page);
  const [errors] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '誤りの行のファイルを受け取る' }).click(),
  ]);
  expect(errors.suggestedFilename()).toMatch(/\.(csv|xlsx)$/);

  await page.getByRole('radio', { name: /^正しい行だけ取り込む/ }).check();
  await page.getByRole('button', { name: 'システム1件を書き込む' }).click();
  await expect(page.getByText('取り込みました。新規1件、更新0件')).toBeVisible();
  const { items } = await ask<{ items: Record<string, unknown>[] }>(await city.api('ict'), `/systems?q=E2E-${tag}`);
  expect(items).toHaveLength(1);
  expect(items[0]).toMatchObject({
    code: `E2E-${tag}-1`,
    name: '道路占用許可システム～表計算版',
    ownerName: '道路管理課',
  });
  await page.goto(`/systems/${items[0]?.id}`);
  await expect(page.getByText('表計算から移した').first()).toBeVisible();
});

test('the template holds the columns, and only those who may import reach the wizard', async ({ city }) => {
  const page = await city.as('ict');
  await page.goto('/imports/new');
  const [csv] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'CSVのひな形' }).click(),
  ]);
  expect(csv.suggestedFilename()).toMatch(/\.csv$/);
  const chunks: Buffer[] = [];
  for await (const chunk of await csv.createReadStream()) chunks.push(Buffer.from(chunk));
  expect(Buffer.concat(chunks).toString('utf8')).toMatch(/コード.*システム名/);

  const other = await city.as('viewer');
  await other.goto('/imports');
  await expect(other.getByRole('alert').or(other.getByText('この操作をする権限がありません')).first()).toBeVisible();
  await expect(other.getByRole('navigation', { name: '主な画面' }).first().getByText('取り込み')).toHaveCount(0);
});
