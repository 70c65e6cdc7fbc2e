import { expect, test } from './city';
import { act, ask, me, type Recorded, unique } from './given';
import { word } from './words';

const w = (key: string) => word('ja', `rationalisation:${key}`);
const c = (key: string) => word('ja', `cases:${key}`);

const system = async (city: Parameters<typeof me>[0], name: string, ownerId: string | undefined) =>
  act<Recorded>(await city.api('ict'), 'POST', '/systems', {
    code: `E2E-${name}`,
    name,
    ownerId,
    kind: 'package',
    networkZone: 'lgwan',
    criticality: 'low',
    phase: 'operation',
  });

test('a section judges its system; the facts stand beside the questions and the quadrant follows', async ({ city }) => {
  const owner = (await me(city, 'pm')).posts[0]?.organisationId;
  const made = await system(city, `評価対象${unique()}`, owner);
  const pm = await city.as('pm');
  await pm.goto(`/systems/${made.id}?tab=rationalisation`);
  await pm.getByRole('button', { name: w('assess.first') }).click();
  await expect(pm.getByText(w('fact.unknown.users'))).toBeVisible();
  for (const two of await pm.getByRole('radio', { name: '2', exact: true }).all()) await two.check();
  await pm.getByLabel(w('field.disposition')).selectOption('retire');
  await pm.getByRole('checkbox', { name: w('field.statutory') }).check();
  // What law demands is not eliminated, and so cannot be retired.
  await expect(pm.getByLabel(w('field.disposition'))).toHaveValue('');
  await pm.getByRole('button', { name: w('assess.save') }).click();
  await expect(pm.getByRole('main')).toContainText(w('present.merger'));
});

test('a consolidation is approved by somebody else, and its figure opens onto its rows', async ({ city }) => {
  const owner = (await me(city, 'pm')).posts[0]?.organisationId;
  const tag = unique();
  const [goes, stays] = await Promise.all([system(city, `統合元${tag}`, owner), system(city, `統合先${tag}`, owner)]);
  const made = await act<Recorded>(await city.api('ict'), 'POST', '/rationalisation/cases', {
    name: `統合試験${tag}`,
    sectionId: owner,
    members: [{ systemId: goes.id, absorbedBy: stays.id, retireOn: '2030-03-31' }],
    runBefore: 30_000_000,
    runAfter: 20_000_000,
    oneOff: 25_000_000,
  });
  const ict = await city.as('ict');
  await ict.goto(`/rationalisation/cases/${made.id}`);
  await expect(ict.getByRole('main')).toContainText('2.5');
  await expect(ict.getByRole('button', { name: c('act.approve') })).toHaveAttribute('aria-disabled', 'true');

  const executive = await city.as('executive');
  await executive.goto(`/rationalisation/cases/${made.id}`);
  await executive.getByRole('button', { name: c('act.approve') }).click();
  await executive
    .getByRole('dialog')
    .getByRole('button', { name: c('act.approve') })
    .click();
  await expect(executive.getByRole('main')).toContainText(c('state.approved'));
  const { retirement } = await ask<{ retirement: { planned: { rows: string } } }>(
    await city.api('executive'),
    '/rationalisation/summary',
  );
  await executive.goto(`${retirement.planned.rows}?q=${encodeURIComponent(`統合元${tag}`)}`);
  await expect(executive.getByRole('row').nth(1)).toContainText(`統合元${tag}`);
});
