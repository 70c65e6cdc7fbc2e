import { accessible, expect, test } from './city';
import { act, ask, me, type Recorded, unique } from './given';
import { word } from './words';

const w = (key: string) => word('ja', `procedures:${key}`);
const number = (text: string | null) => Number((text ?? '').replaceAll(',', '').match(/\d+/)?.[0]);

test('the share without a visit opens onto its rows', async ({ city }) => {
  const page = await city.as('executive');
  await page.goto('/procedures/figures');
  const tile = page.getByRole('link').filter({ hasText: w('figure.nowByVolume') });
  await expect(tile).toContainText('%');
  const few = page.getByRole('link', { name: w('pareto.rows') });
  const shown = number(await page.getByText(/全件数の80%$/).textContent());
  await few.click();
  await expect(page.getByRole('row')).toHaveCount(shown + 1);
  await page.goto('/procedures/figures');
  await page
    .getByRole('link')
    .filter({ hasText: w('figure.nowByCount') })
    .click();
  await expect(page).toHaveURL(/currentClass=A(,|%2C)B/);
  const { current } = await ask<{ current: { free: { value: number } } }>(
    await city.api('executive'),
    '/procedures/summary',
  );
  expect(current.free.value).toBeGreaterThan(1000);
  // Whoever follows the figure sees only A and B.
  await expect(page.getByRole('row').nth(1)).not.toContainText(w('class.C'));
});

test('a section completes the last step, and nobody has to come any more; who only reads cannot', async ({ city }) => {
  const section = (await me(city, 'pm')).posts[0]?.organisationId;
  const tag = unique();
  const made = await act<Recorded>(await city.api('pm'), 'POST', '/procedures', {
    name: `試験用の手続${tag}`,
    sectionId: section,
    kind: 'application',
    formNow: 'online',
    identityNow: 'my_number_card',
    paymentNow: 'none',
    attachmentsNow: 'none',
    deliveryNow: 'counter',
    deliveryGoal: 'electronic',
    volumes: [{ fiscalYear: 2025, online: 0, post: 0, counter: 40, other: 0 }],
  });
  const address = `/procedures/${made.id}`;
  const advance = word('ja', 'procedures:ladder.advance', { step: w('step.delivery') });

  const viewer = await city.as('viewer');
  await viewer.goto(address);
  const refused = viewer.getByRole('main').getByRole('button', { name: advance });
  await expect(refused).toHaveAttribute('aria-disabled', 'true');
  await refused.click({ force: true });
  await expect(viewer.getByRole('dialog')).toContainText(word('ja', 'common:role.section_head'));

  const pm = await city.as('pm');
  await pm.goto(address);
  await expect(pm.getByRole('main')).toContainText(w('class.C'));
  await pm.getByRole('main').getByRole('button', { name: advance }).click();
  const dialog = pm.getByRole('dialog');
  await expect(dialog.getByRole('radio', { name: w('method.delivery.electronic') })).toBeChecked();
  await dialog.getByLabel(w('field.stepNote'), { exact: false }).fill('交付を電子に改めた');
  await dialog.getByRole('button', { name: w('ladder.record') }).click();
  await expect(dialog).toBeHidden();
  const head = pm.getByRole('main').locator('header');
  await expect(head).toContainText(`${w('now')} ${w('class.A')}`);
  await expect(head).toContainText(w('progress.reached'));
  await accessible(pm);
  await pm.getByRole('tab', { name: w('tabs.history') }).click();
  await expect(pm.getByText('交付を電子に改めた')).toBeVisible();
});
