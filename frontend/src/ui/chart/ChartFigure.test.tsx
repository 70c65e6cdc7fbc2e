import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { show } from '@/testing/render';
import { AgeingBars } from './AgeingBars';
import { Bullet } from './Bullet';
import { Sparkline } from './Sparkline';
import { Waterfall } from './Waterfall';

const ageing = (
  <AgeingBars
    id="test"
    title="未了の指摘"
    head="重大さ"
    measure={{ kind: 'number', unit: '件' }}
    rows={[
      { key: 'high', label: '高', href: '/findings?severity=high' },
      { key: 'low', label: '低' },
    ]}
    buckets={[
      { key: 'young', label: '30日まで', data: [{ value: 3, href: '/findings?age=young' }, { value: 1200 }] },
      { key: 'old', label: '31日から', data: [{ value: 0 }, { value: null }] },
    ]}
  />
);

it('is named, gives screen readers its figures as a table, and names the links of the drawing', async () => {
  await show(ageing);
  const figure = screen.getByRole('figure', { name: /未了の指摘/ });
  const table = within(figure).getByRole('table', { name: '未了の指摘(単位: 件)' });
  expect(
    within(table)
      .getAllByRole('row')
      .map((r) => r.textContent),
  ).toEqual(['重大さ30日まで31日から合計', '高303', '低1,200不明不明']);
  expect(within(table).queryByRole('link')).toBeNull();
  expect(within(figure).getByRole('link', { name: '高 30日まで 3件' })).toHaveAttribute('href', '/findings?age=young');
});

it('shows the table instead when asked, with the links, and remembers it', async () => {
  const first = await show(ageing);
  await userEvent.click(screen.getByRole('button', { name: '未了の指摘を表で見る' }));
  expect(screen.getAllByRole('table')).toHaveLength(1);
  expect(screen.getAllByRole('link').map((a) => a.getAttribute('href'))).toEqual([
    '/findings?age=young',
    '/findings?severity=high',
  ]);
  first.unmount();
  await show(ageing);
  expect(screen.getByRole('button', { name: '未了の指摘を図で見る' })).toBeInTheDocument();
});

it('says that there is nothing, or that nothing is known, instead of drawing empty axes', async () => {
  await show(
    <>
      <AgeingBars id="e" title="空" head="x" rows={[]} buckets={[]} empty="指摘はありません" />
      <Waterfall
        id="u"
        title="増減"
        from={{ label: '前', value: null }}
        causes={[]}
        to={{ label: '後', value: 3 }}
        measure={{ kind: 'yen', unit: 'oku' }}
      />
    </>,
  );
  expect(screen.getByText('指摘はありません')).toBeInTheDocument();
  expect(screen.queryByRole('table', { name: '空' })).toBeNull();
  expect(screen.getByText('値が分かっていないため、図にできません')).toBeInTheDocument();
  expect(screen.getByRole('table', { name: '増減(単位: 億円)' })).toHaveTextContent('前不明');
});

it('writes a waterfall in words too', async () => {
  await show(
    <Waterfall
      id="w"
      title="増減"
      from={{ label: '前年度', value: 7_100_000_000 }}
      causes={[{ key: 'a', label: '機器更新', change: 180_000_000, href: '/budgets?cause=renewal' }]}
      to={{ label: '今年度', value: 7_280_000_000 }}
      measure={{ kind: 'yen', unit: 'oku' }}
    />,
  );
  expect(screen.getByRole('link', { name: '機器更新 +1.8億円' })).toBeInTheDocument();
  expect(screen.getByText('目盛りは70.0億円から始まります。')).toBeInTheDocument();
});

it('says in a table cell what a bar cannot', async () => {
  await show(
    <>
      <Bullet value={120} of={100} text="120%" />
      <Bullet value={null} of={100} text="" />
    </>,
  );
  expect(screen.getByText('超過')).toBeInTheDocument();
  expect(screen.getByText('不明')).toBeInTheDocument();
});

it('draws no sparkline of a single point, and leaves gaps', async () => {
  const { container } = await show(
    <>
      <Sparkline points={[1]} />
      <Sparkline points={[1, 2, null, 3]} />
    </>,
  );
  expect(container.querySelectorAll('path')).toHaveLength(1);
  expect(container.querySelector('path')?.getAttribute('d')?.match(/M/g)).toHaveLength(2);
});
