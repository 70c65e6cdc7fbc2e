import { accessible, expect, test } from './city';
import { act, ask, me, type Recorded, unique } from './given';
import { word } from './words';

const w = (key: string) => word('ja', `datasets:${key}`);
const m = (key: string) => word('ja', `logic_models:${key}`);

test('a sample is measured, its publication decided by another, and the dataset counts as good', async ({ city }) => {
  const section = (await me(city, 'pm')).posts[0]?.organisationId;
  const made = await act<Recorded>(await city.api('pm'), 'POST', '/datasets', {
    name: `試験用の施設一覧${unique()}`,
    sectionId: section,
    content: '施設の一覧',
    columns: [{ name: 'ID', type: 'text', meaning: '番号', required: true, key: true }],
    personalData: 'none',
    updateInterval: 'never',
    updatedOn: '2018-04-01',
    format: 'csv',
    structured: 'yes',
  });
  const address = `/datasets/${made.id}`;
  const pm = await city.as('pm');
  await pm.goto(address);
  const main = pm.getByRole('main');
  await main.getByRole('button', { name: w('quality.measure') }).click();
  const dialog = pm.getByRole('dialog');
  await dialog
    .locator('input[type=file]')
    .setInputFiles({ name: '施設.csv', mimeType: 'text/csv', buffer: Buffer.from('ID,名称\n1,本庁\n2,区役所\n') });
  await dialog.getByRole('button', { name: w('measure.verb'), exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(main).toContainText('施設.csv');
  await main.getByRole('button', { name: w('opening.propose') }).click();
  await dialog.getByLabel(w('field.proposalReason'), { exact: false }).fill('求めが多い');
  await dialog.getByRole('button', { name: w('opening.propose') }).click();
  await expect(dialog).toBeHidden();

  const ict = await city.as('ict');
  await ict.goto(address);
  const decide = word('ja', 'datasets:opening.approve', { to: w('publication.public') });
  await ict.getByRole('main').getByRole('button', { name: decide }).click();
  await ict.getByRole('dialog').getByRole('button', { name: decide }).click();
  await expect(ict.getByRole('dialog')).toBeHidden();
  await expect(ict.getByRole('main').locator('header')).toContainText(w('publication.public'));
  await accessible(ict);
  const now = await ask<{ meets: boolean; stars: number }>(await city.api('ict'), address);
  expect(now).toMatchObject({ meets: true, stars: 3 });
});

test('the diagram names what is missing, and a new element takes its place in it', async ({ city }) => {
  const section = (await me(city, 'pm')).posts[0]?.organisationId;
  const made = await act<Recorded>(await city.api('pm'), 'POST', '/logic-models', {
    name: `試験用の政策${unique()}`,
    sectionId: section,
    nodes: [{ key: 'I1', stage: 'input', text: '予算' }],
  });
  const pm = await city.as('pm');
  await pm.goto(`/logic-models/${made.id}`);
  const main = pm.getByRole('main');
  await expect(main).toContainText(word('ja', 'logic_models:gap.stage_empty', { stage: m('nodes_stage.activity') }));
  await main
    .getByRole('button', { name: word('ja', 'logic_models:node.addTo', { stage: m('nodes_stage.activity') }) })
    .click();
  const dialog = pm.getByRole('dialog');
  await dialog.getByLabel(m('field.nodes_text'), { exact: false }).fill('研修の実施');
  await dialog.getByRole('checkbox', { name: /予算/ }).check();
  await dialog.getByRole('button', { name: m('node.put'), exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(
    main.getByRole('button', { name: word('ja', 'logic_models:node.editName', { name: '研修の実施' }) }),
  ).toBeVisible();
  await expect(main).not.toContainText(
    word('ja', 'logic_models:gap.stage_empty', { stage: m('nodes_stage.activity') }),
  );
  await accessible(pm);
});
