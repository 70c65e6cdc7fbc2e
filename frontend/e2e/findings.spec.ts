import type { Page } from '@playwright/test';
import { accessible, expect, test } from './city';
import { aSystem } from './given';
import { word } from './words';

const w = (key: string) => word('ja', `findings:${key}`);

/** Presses a step of the finding, fills in its dialogue and sends it. */
async function step(
  page: Page,
  name: string,
  fill: (dialog: ReturnType<Page['getByRole']>) => Promise<void> = async () => {},
) {
  await page
    .getByRole('main')
    .getByRole('button', { name: w(`act.${name}`), exact: true })
    .click();
  const dialog = page.getByRole('dialog');
  await fill(dialog);
  await dialog.getByRole('button', { name: w(`act.${name}`), exact: true }).click();
  await expect(dialog).toBeHidden();
}

test('a finding needs two keys: the section reports, the auditor verifies, and neither turns the other', async ({
  city,
}) => {
  const system = await aSystem(city);
  const auditor = await city.as('auditor');
  // Raised from the page of the system, which hands over what it knows.
  await auditor.goto(`/systems/${system.id}?tab=findings`);
  await auditor.getByRole('link', { name: w('raiseHere') }).click();
  await auditor.getByLabel(w('field.title'), { exact: false }).first().fill('媒体の管理簿がない');
  await auditor.getByLabel(w('field.theme')).selectOption('continuity');
  for (const key of ['criteria', 'condition', 'cause', 'effect', 'recommendation'])
    await auditor
      .getByLabel(w(`field.${key}`), { exact: false })
      .first()
      .fill(`${w(`field.${key}`)}の記載`);
  await auditor.locator('#f-impact').fill('3');
  await auditor.locator('#f-likelihood').fill('2');
  await auditor.getByRole('button', { name: w('register') }).click();
  await expect(auditor.getByRole('heading', { level: 1 })).toContainText('媒体の管理簿がない');
  const address = new URL(auditor.url()).pathname;

  // Before the notice the section sees nothing.
  const pm = await city.as('pm');
  await pm.goto(address);
  await expect(pm.getByText(word('ja', 'problem:code.forbidden.title')).first()).toBeVisible();
  await step(auditor, 'notify');

  await pm.goto(address);
  await step(pm, 'answer', async (d) => {
    await d.getByLabel(w('field.action'), { exact: false }).fill('管理簿を作り、月次で照合する');
  });
  await auditor.reload();
  await step(auditor, 'approvePlan');

  await pm.reload();
  await step(pm, 'report', async (d) => {
    await d.getByLabel(w('field.report'), { exact: false }).fill('管理簿を整備した');
    await d.locator('#f-evidence-0-title').fill('媒体管理簿');
    await d.locator('#f-evidence-0-reference').fill('税-26-118');
  });
  await expect(pm.getByText(w('notTurned')).first()).toBeVisible();

  await auditor.reload();
  await step(auditor, 'startVerification');
  // The section's hand on the auditor's key: refused, with the reason and who could.
  await pm.reload();
  const close = pm.getByRole('main').getByRole('button', { name: w('act.close'), exact: true });
  await expect(close).toHaveAttribute('aria-disabled', 'true');
  await close.click({ force: true });
  await expect(pm.getByRole('dialog')).toContainText(word('ja', 'common:role.auditor'));

  await step(auditor, 'close', async (d) => {
    await d.getByLabel(w('field.method'), { exact: false }).fill('管理簿の閲覧');
    await d.getByLabel(w('field.result'), { exact: false }).fill('月次の照合を確かめた');
  });
  await expect(auditor.getByRole('main').getByText(w('state.closed')).first()).toBeVisible();
  await accessible(auditor);
  await auditor.getByRole('tab', { name: w('tabs.course') }).click();
  await expect(auditor.getByText(w('did.report_measures'), { exact: true })).toBeVisible();
  await expect(
    auditor
      .getByRole('listitem')
      .filter({ hasText: w('did.close') })
      .first(),
  ).toBeVisible();
});

test('a figure opens onto its rows', async ({ city }) => {
  const page = await city.as('executive');
  await page.goto('/findings');
  const tile = page.getByRole('link', { name: new RegExp(`^${w('figure.overdue')}`) });
  const shown = Number(((await tile.textContent()) ?? '').match(/\d+/)?.[0]);
  await tile.click();
  await expect(page.getByRole('row')).toHaveCount(shown + 1);
  await expect(page.getByRole('main').getByText(w('only.overdue.true')).first()).toBeVisible();
});
