import { accessible, expect, test } from './city';
import { act, aSystem, ask, type Recorded, unique } from './given';
import { word } from './words';

const w = (key: string, values?: Record<string, string>) => word('ja', `disasters:${key}`, values);

interface Reports {
  items: { targetId: string; state: string; seq: number; receivedAt: string; at: string }[];
}

test('two browsers and a cut line: nothing is lost, nothing comes twice', async ({ city }) => {
  const ict = await city.api('ict');
  const first = await aSystem(city, { criticality: 'critical' });
  const second = await aSystem(city, { criticality: 'critical' });
  const drill = await act<Recorded>(ict, 'POST', '/disasters', {
    name: `通信途絶訓練${unique()}`,
    kind: 'blackout',
    drill: true,
    systemScope: 'chosen',
    systemIds: [first.id, second.id],
    officeScope: 'none',
  });
  const address = `/disasters/${drill.id}`;
  const board = await city.as('executive');
  await board.goto(address);
  await expect(board.getByText(w('line.live'))).toBeVisible();

  const phone = await city.as('head', { width: 390 });
  await phone.goto('/work');
  // The page is the worker's from the second visit on: then it opens without any line.
  await phone.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await phone.goto(address);
  await expect(phone.getByRole('article')).toHaveCount(2);
  const report = async (name: string, state: string) => {
    const card = phone.getByRole('article', { name });
    await card.getByRole('button', { name: w(`state.system.${state}`), exact: true }).click();
    await card.getByRole('button', { name: w('report.send', { state: w(`state.system.${state}`) }) }).click();
  };
  const row = (name: string) => board.getByRole('row').filter({ hasText: name });
  await report(first.name, 'down');
  await expect(row(first.name)).toContainText(w('state.system.down'));

  await phone.context().setOffline(true);
  await report(first.name, 'partial');
  await report(second.name, 'up');
  await report(first.name, 'up');
  await expect(phone.getByText(word('ja', 'shell:disaster.unsent', { n: '3' }))).toBeVisible();
  // Closed and opened again without a line: the shell, the board and the reports are still there.
  await phone.reload();
  await expect(phone.getByRole('article')).toHaveCount(2);
  await expect(phone.getByText(word('ja', 'shell:disaster.unsent', { n: '3' }))).toBeVisible();
  await accessible(phone);
  await expect(row(second.name)).toContainText(w('state.system.none'));

  // The first answer is lost on its way back: the report has arrived, and the phone does not know.
  let lost = 0;
  await phone.context().route('**/reports', async (route) => {
    if (lost++ > 0) return route.continue();
    await route.fetch();
    return route.abort();
  });
  await phone.context().setOffline(false);
  await expect(row(second.name)).toContainText(w('state.system.up'), { timeout: 25_000 });
  await expect(row(first.name)).toContainText(w('state.system.up'));
  await expect(phone.getByText(word('ja', 'shell:disaster.kept'))).toBeHidden();
  expect(lost).toBeGreaterThan(3);
  const { items } = await ask<Reports>(ict, `${address}/reports`);
  expect(items.toReversed().map((r) => [r.targetId === first.id, r.state])).toEqual([
    [true, 'down'],
    [true, 'partial'],
    [false, 'up'],
    [true, 'up'],
  ]);
});
