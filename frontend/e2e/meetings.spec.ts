import { expect, test } from './city';
import { act, ask, me } from './given';
import { word } from './words';

const w = (key: string, values?: Record<string, string | number>) => word('ja', `meetings:${key}`, values);
const today = () => new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10);

test('from the proposed agenda over the decision, with its directive, to the confirmed minutes', async ({ city }) => {
  const api = await city.api('ict');
  const m = await act(api, 'POST', '/meetings', { heldOn: today(), startsAt: '11:00', place: '第6委員会室' });
  const address = `/meetings/${m.id}`;
  const office = (await me(city, 'ict')).posts[0]?.organisationId;
  await act(api, 'POST', `${address}/items`, {
    kind: 'report',
    title: 'ICT関連予算状況',
    proposerId: office,
    blocks: ['budgets.years'],
  });

  // The rules propose the gate that waits for the headquarters; the office takes it.
  const ict = await city.as('ict');
  await ict.goto(address);
  const waiting = ict.getByRole('listitem').filter({ hasText: '本部の承認を待っています' }).first();
  await waiting.getByRole('button', { name: w('proposals.accept') }).click();
  await expect(waiting).toHaveCount(0);
  await ict
    .getByRole('main')
    .getByRole('button', { name: w('open'), exact: true })
    .click();
  await ict
    .getByRole('dialog')
    .getByRole('button', { name: w('open'), exact: true })
    .click();

  // Who writes down cannot decide what is to be approved.
  const approval = (page: typeof ict) => page.getByRole('listitem').filter({ hasText: w('no.approval', { no: 1 }) });
  await expect(approval(ict).getByRole('button', { name: w('decide.open') })).toHaveAttribute('aria-disabled', 'true');

  // The executive decides, and directs a section in the same stroke.
  const executive = await city.as('executive');
  await executive.goto(address);
  await approval(executive)
    .getByRole('button', { name: w('decide.open') })
    .click();
  const dialog = executive.getByRole('dialog');
  await dialog.getByRole('radio', { name: w('decision.approved'), exact: true }).check();
  await dialog
    .getByRole('group', { name: w('field.directives') })
    .getByRole('button')
    .click();
  await dialog.getByRole('textbox', { name: new RegExp(`^${w('field.directives_title')}`) }).fill('住民への周知を行う');
  await dialog.getByRole('combobox', { name: w('field.directives_ownerId') }).fill('税務課');
  await executive
    .getByRole('option', { name: /税務課/ })
    .first()
    .click();
  await dialog.getByRole('combobox', { name: new RegExp(`^${w('field.directives_priority')}`) }).selectOption('other');
  await dialog.getByRole('textbox', { name: new RegExp(`^${w('field.directives_dueOn')}`) }).fill('2099-03-31');
  await dialog.getByRole('button', { name: w('decide.verb') }).click();
  await expect(dialog).toBeHidden();
  await expect(approval(executive)).toContainText('審査ゲートに反映: 承認');

  // The report is noted; the minutes are drawn, kept and confirmed.
  const now = await ask<{ items: { id: string; version: number }[] }>(api, address);
  await act(api, 'POST', `${address}/items/${now.items[0]?.id}/decision`, { decision: 'noted' }, now.items[0]?.version);
  await ict.goto(`${address}?tab=minutes`);
  await ict
    .getByRole('main')
    .getByRole('button', { name: w('minutes.write') })
    .click();
  await ict
    .getByRole('dialog')
    .getByRole('button', { name: w('save') })
    .click();
  await expect(ict.getByRole('main')).toContainText('住民への周知を行う');
  await executive.goto(`${address}?tab=minutes`);
  await executive
    .getByRole('main')
    .getByRole('button', { name: w('minutes.confirm') })
    .click();
  await executive
    .getByRole('dialog')
    .getByRole('button', { name: w('minutes.confirm') })
    .click();
  await expect(executive.getByRole('main')).toContainText('SHA-256');
});

test('a frozen pack is shown one item a screen, by arrow keys', async ({ city }) => {
  const api = await city.api('ict');
  const m = await act(api, 'POST', '/meetings', { heldOn: today() });
  const proposerId = (await me(city, 'ict')).posts[0]?.organisationId;
  for (const [title, block] of [
    ['予算', 'budgets.years'],
    ['手続', 'procedures.thirds'],
  ]) {
    await act(api, 'POST', `/meetings/${m.id}/items`, { kind: 'report', title, proposerId, blocks: [block] });
  }
  const pack = await act(api, 'POST', `/meetings/${m.id}/packs`, {});
  const page = await city.as('ict');
  await page.goto(`/meetings/${m.id}/packs/${pack.id}`);
  await page.getByRole('button', { name: w('pack.present') }).click();
  await expect(page.getByRole('heading', { name: '予算' }).first()).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('heading', { name: '手続', exact: false }).first()).toBeVisible();
  await expect(page.getByRole('main')).toContainText('3,500');
  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(/present/);
});
