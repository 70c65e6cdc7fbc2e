import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { loadWords } from '@/i18n';
import { fieldOf } from '@/lib/fields';
import { show } from '@/testing/render';
import { FieldValue } from '@/ui/fields/FieldValue';
import { meetingFields } from './fields';

test('the history says in words what a decision did to its record', async () => {
  await loadWords('meetings');
  const field = fieldOf(meetingFields, 'effect');
  if (!field) throw new Error('no field');
  const effect = { noun: 'gate_applications', id: 'a', outcome: 'conditional', number: '2026-G1-0001' };
  await show(
    <p data-testid="said">
      <FieldValue field={field} record={{ effect }} short />
    </p>,
  );
  expect(screen.getByTestId('said').textContent).toBe('審査ゲートの申請、条件付承認、2026-G1-0001');
});
