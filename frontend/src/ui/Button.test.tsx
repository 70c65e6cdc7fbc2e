import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { show } from '@/testing/render';
import { Button } from './Button';

it('stays reachable when it is refused, does nothing, and says who could', async () => {
  const onPress = vi.fn();
  await show(
    <Button onPress={onPress} can={{ allowed: false, rule: 57, missed: ['section'], roles: ['ict_office'] }}>
      削除する
    </Button>,
  );
  const button = screen.getByRole('button', { name: '削除する' });
  expect(button).toHaveAttribute('aria-disabled', 'true');
  expect(button).toHaveAccessibleDescription('できる役割: ICT戦略室');
  await userEvent.click(button);
  expect(onPress).not.toHaveBeenCalled();
  expect(screen.getByRole('dialog')).toHaveTextContent('あなたの所属の記録ではありません');
});

it('acts when nobody objects', async () => {
  const onPress = vi.fn();
  await show(<Button onPress={onPress}>保存</Button>);
  await userEvent.click(screen.getByRole('button', { name: '保存' }));
  expect(onPress).toHaveBeenCalledOnce();
});
