import { accessible, expect, part, test } from './city';
import { act, aSystem, unique } from './given';
import { word } from './words';

const v = (key: string, params?: Record<string, string | number>) => word('ja', `availability:${key}`, params);
const o = (key: string, params?: Record<string, string | number>) => word('ja', `outages:${key}`, params);
const shown = (n: number) => n.toLocaleString('ja-JP');

/** The month before this one in Japan, with its days; the sun's own calendar, so weekdays are the city's. */
function lastMonth() {
  const now = new Date(Date.now() + 9 * 3_600_000);
  const first = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1));
  const count = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  const month = first.toISOString().slice(0, 7);
  const weekdays = Array.from({ length: count }, (_, i) => i + 1).filter((d) => {
    const day = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), d)).getUTCDay();
    return day !== 0 && day !== 6;
  });
  return { month, count, weekdays, words: `${first.getUTCFullYear()}年${first.getUTCMonth() + 1}月` };
}

test('the office reports an outage and records that the system runs again', async ({ city }) => {
  const system = await aSystem(city);
  const page = await city.as('ict');
  await page.goto(`/availability/systems/${system.id}`);
  await page.getByRole('button', { name: v('report.button') }).click();
  const report = page.getByRole('dialog');
  await report.getByLabel(o('field.title')).fill('画面が開かない');
  await report.getByRole('button', { name: v('report.verb') }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('画面が開かない');
  await expect(page.getByRole('main')).toContainText('継続中');
  const address = new URL(page.url()).pathname;

  await page.goto(`/availability/outages?state=open&systemId=${system.id}`);
  await expect(page.getByRole('link', { name: system.name }).first()).toBeVisible();

  await page.goto(address);
  await page.getByRole('button', { name: o('close.button') }).click();
  const close = page.getByRole('dialog');
  await close.getByLabel(o('field.cause')).selectOption('software');
  await close.getByLabel(o('field.recovery')).fill('アプリケーションを再起動した');
  await close.getByRole('button', { name: o('close.verb') }).click();
  await expect(close).toBeHidden();
  await expect(page.getByRole('button', { name: o('close.button') })).toHaveCount(0);
  await expect(page.getByRole('main')).toContainText('アプリケーションを再起動した');
  await accessible(page);
});

test('a missed month is unfolded into its minutes, counted another way, and becomes a finding', async ({ city }) => {
  const system = await aSystem(city);
  const m = lastMonth();
  const ict = await city.api('ict');
  const week = ['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => ({ day, from: '09:00', to: '17:00' }));
  const tag = unique();
  const calendar = await act(ict, 'POST', '/availability/calendars', {
    code: `EC-${tag}`,
    name: `試験のサービス時間${tag}`,
    editions: [{ from: '2020-04-01', week }],
  });
  await act(ict, 'POST', '/availability/targets', {
    systemId: system.id,
    validFrom: `${m.month}-01`,
    calendarId: calendar.id,
    target: 999_000,
  });
  const day = `${m.month}-${String(m.weekdays[0]).padStart(2, '0')}`;
  await act(ict, 'POST', '/availability/outages', {
    systemId: system.id,
    title: '帳票が出ない',
    startedAt: `${day}T16:00:00+09:00`,
    endedAt: `${day}T18:00:00+09:00`,
  });

  const page = await city.as('auditor');
  await page.goto(`/availability/systems/${system.id}`);
  const row = page.getByRole('row').filter({ hasText: m.words });
  await expect(row).toContainText(v('missed'));
  await row.getByRole('button', { name: m.words }).click();
  const month = part(page, v('monthTitle', { month: m.words }));
  // Two hours stood still, but only the hour until 17:00 had been promised.
  const agreed = m.weekdays.length * 480;
  await expect(month).toContainText(v('unfold.share', { up: shown(agreed - 60), agreed: shown(agreed) }));
  await expect(month.getByRole('link', { name: '帳票が出ない' })).toBeVisible();
  await expect(month).toContainText(v('minutesDown', { minutes: 60 }));
  await accessible(page);

  await month.getByLabel(v('whatIf.label')).selectOption('always');
  const always = m.count * 1440;
  await expect(month).toContainText(v('unfold.share', { up: shown(always - 120), agreed: shown(always) }));

  await page.getByRole('link', { name: v('raiseFinding') }).click();
  await expect(page).toHaveURL(/\/findings\/new/);
  await expect(page.locator('#f-title')).toHaveValue(v('findingTitle', { name: system.name }));
});
