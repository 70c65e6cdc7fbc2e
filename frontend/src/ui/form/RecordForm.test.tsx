import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Problem } from '@/api/problem';
import { defineFields } from '@/lib/fields';
import { show } from '@/testing/render';
import { RecordForm } from './RecordForm';

const fields = defineFields('systems', [
  { key: 'name', kind: 'text', section: 'identity', required: true },
  { key: 'vendor', kind: 'text', section: 'contract' },
  { key: 'contractEndsOn', kind: 'date' },
]);
const record = { id: 's1', version: 3, name: '税務', vendor: 'A社', contractEndsOn: '2026-03-31' };
const me = { person: { id: 'u1', name: '担当' }, permissions: [] };

beforeEach(() => {
  vi.stubGlobal(
    'fetch',
    vi.fn(async () => new Response(JSON.stringify(me), { headers: { 'Content-Type': 'application/json' } })),
  );
});

async function open(save: (...args: unknown[]) => Promise<typeof record>) {
  const onSaved = vi.fn();
  await show(
    <RecordForm
      noun="systems"
      fields={fields}
      record={record}
      verb="保存"
      save={save as never}
      onSaved={onSaved}
      onCancel={() => {}}
    />,
  );
  return { onSaved, user: userEvent.setup() };
}

describe('a form', () => {
  it('saves what was typed, days in any style, with the version it began from', async () => {
    const save = vi.fn(async () => ({ ...record, version: 4 }));
    const { user, onSaved } = await open(save);
    const day = screen.getByLabelText('契約満了日');
    await user.clear(day);
    await user.type(day, 'R10.3.31');
    await user.click(screen.getByRole('button', { name: '保存' }));
    expect(save).toHaveBeenCalledWith(
      { name: '税務', vendor: 'A社', contractEndsOn: '2028-03-31' },
      { version: 3, intent: expect.any(String) },
    );
    expect(onSaved).toHaveBeenCalledOnce();
  });

  it('asks for what is missing before asking the server, and takes the focus there', async () => {
    const save = vi.fn();
    const { user } = await open(save);
    await user.clear(screen.getByLabelText(/システム名/));
    await user.click(screen.getByRole('button', { name: '保存' }));
    expect(save).not.toHaveBeenCalled();
    expect(screen.getByRole('alert')).toHaveTextContent('直すところが1件あります');
    expect(screen.getByRole('alert').parentElement).toHaveFocus();
    await user.click(within(screen.getByRole('alert')).getByRole('button'));
    expect(screen.getByLabelText(/システム名/)).toHaveFocus();
  });

  it('puts the server’s faults at their fields', async () => {
    const { user } = await open(async () => {
      throw new Problem({
        code: 'invalid',
        status: 422,
        errors: [{ field: 'vendor', rule: 'max', params: { limit: 200 } }],
      });
    });
    await user.type(screen.getByLabelText('事業者'), 'x');
    await user.click(screen.getByRole('button', { name: '保存' }));
    expect(await screen.findByLabelText('事業者')).toHaveAccessibleDescription(/200/);
  });

  it('shows both sides when somebody saved first, and saves the choice against the new version', async () => {
    const save = vi
      .fn()
      .mockRejectedValueOnce(
        new Problem({
          code: 'stale',
          status: 412,
          current: { ...record, version: 7, name: '税務事務', vendor: 'B社' },
        }),
      )
      .mockResolvedValueOnce({ ...record, version: 8 });
    const { user, onSaved } = await open(save);
    const vendor = screen.getByLabelText('事業者');
    await user.clear(vendor);
    await user.type(vendor, 'C社');
    await user.click(screen.getByRole('button', { name: '保存' }));

    const group = await screen.findByRole('group', { name: '事業者' });
    expect(within(group).getByText('B社')).toBeInTheDocument();
    expect(within(group).getByText('C社')).toBeInTheDocument();
    expect(screen.getByRole('group', { name: 'システム名' })).toHaveTextContent('税務事務');
    await user.click(within(group).getByRole('radio', { name: /C社/ }));
    await user.click(screen.getByRole('button', { name: '選んだ内容で保存する' }));

    expect(save).toHaveBeenLastCalledWith(
      { name: '税務事務', vendor: 'C社', contractEndsOn: '2026-03-31' },
      { version: 7, intent: expect.any(String) },
    );
    await waitFor(() => expect(onSaved).toHaveBeenCalledOnce());
  });

  it('reuses its intent when the answer was lost, and not after a refusal', async () => {
    const save = vi
      .fn()
      .mockRejectedValueOnce(new Problem({ code: 'network', status: 0 }))
      .mockRejectedValueOnce(new Problem({ code: 'conflict', status: 409, params: { reason: 'in_use' } }))
      .mockResolvedValueOnce({ ...record, version: 4 });
    const { user } = await open(save);
    for (let i = 0; i < 3; i++) await user.click(screen.getByRole('button', { name: '保存' }));
    const [a, b, c] = save.mock.calls.map(([, context]) => context.intent);
    expect(a).toBe(b);
    expect(b).not.toBe(c);
  });

  it('keeps a draft and offers it again', async () => {
    const first = await open(vi.fn());
    await first.user.type(screen.getByLabelText('事業者'), '改');
    await waitFor(() => expect(Object.keys(localStorage)).toContain('mio.draft.u1.systems.s1'), { timeout: 2000 });
    document.body.innerHTML = '';
    const second = await open(vi.fn());
    await second.user.click(await screen.findByRole('button', { name: '下書きを戻す' }));
    expect(screen.getByLabelText('事業者')).toHaveValue('A社改');
  });
});
