import { expect, it } from 'vitest';
import { fold, matches } from './fold';

it('folds width, case, kana and dashes', () => {
  expect(fold(' ＳＹＳ－１ サーバー ｼｽﾃﾑ ')).toBe('sys-1 さ-ば- しすてむ');
});

it('wants every word, in whichever text', () => {
  expect(matches('しすてむ REG', 'システム台帳', 'System register')).toBe(true);
  expect(matches('しすてむ 予算', 'システム台帳', 'System register')).toBe(false);
});
