import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Explanation, Line } from '@/api/policy';
import { whyNot } from '@/i18n/can';
import { useFormat } from '@/i18n/format';
import { cx } from '@/lib/cx';
import { Button } from '@/ui/Button';
import { Link } from '@/ui/Link';
import { Card, Section } from '@/ui/Page';
import { Mark, StatusChip, type Tone } from '@/ui/StatusChip';
import { type LineState, lineState, nearest } from './model';
import { ScopeMark } from './ScopeMark';
import { actionWord, conditionWord, objectWord, roleWord } from './words';

const tones: Record<LineState, Tone> = { grants: 'good', bars: 'bad', misses: 'unknown', idle: 'unknown' };

interface AnswerProps {
  explanation: Explanation;
  object: string;
  action: string;
  /** Its name, "" when the question is about any. */
  record: string;
}

/** The verdict first, then the rule that came nearest, then who could, then every rule. */
export function Answer({ explanation: e, object, action, record }: AnswerProps) {
  const { t } = useTranslation();
  const what = { object: objectWord(t, object), action: actionWord(t, object, action), record };
  const near = nearest(e);
  const missed = whyNot(t, e);
  const key = `${e.allowed ? 'yes' : 'no'}${record ? '' : 'Any'}`;
  return (
    <div className="flex flex-col gap-8">
      <Card className="flex flex-col gap-2">
        <p className="flex items-center gap-2 font-bold text-section" role="status">
          <Mark tone={e.allowed ? 'good' : 'bad'} />
          {t(`policy:verdict.${key}`, what)}
        </p>
        {e.allowed && !record && <p className="text-ink-soft">{t('policy:verdict.someRecord')}</p>}
        {!e.allowed && missed.length > 0 && (
          <ul className="list-disc pl-5">
            {missed.map((m) => (
              <li key={m}>{m}</li>
            ))}
          </ul>
        )}
        {near && (
          <p className="text-ink-soft">
            {t(e.allowed ? 'policy:verdict.by' : 'policy:verdict.nearest', {
              line: near.line,
              role: roleWord(t, near.role),
              scope: t(`policy:scope.${near.scope}`),
            })}
          </p>
        )}
      </Card>
      <Section title={t('policy:rules.title')} note={t('policy:rules.note')}>
        <ul className="flex flex-col">
          {e.lines.map((l) => (
            <Rule key={l.line} line={l} />
          ))}
        </ul>
      </Section>
      <Section title={t('policy:could.title')} note={t('common:count', { count: e.posts.length })}>
        <p className="text-ink-soft">
          {t('policy:could.roles', {
            roles: (e.roles ?? []).map((r) => roleWord(t, r)).join(t('common:listSeparator')) || '—',
          })}
        </p>
        {e.posts.length === 0 ? <p>{t('policy:could.nobody')}</p> : <Posts posts={e.posts} />}
      </Section>
    </div>
  );
}

/** As many posts as are read at a glance; the rest on demand. */
const atFirst = 12;

function Posts({ posts }: { posts: Explanation['posts'] }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(posts.length <= atFirst + 3);
  return (
    <>
      <PostList posts={all ? posts : posts.slice(0, atFirst)} />
      {!all && (
        <Button className="no-print self-start" onPress={() => setAll(true)}>
          {t('policy:could.all', { count: posts.length })}
        </Button>
      )}
    </>
  );
}

function PostList({ posts }: { posts: Explanation['posts'] }) {
  const f = useFormat();
  return (
    <ul className="grid gap-x-8 sm:grid-cols-2 lg:grid-cols-3">
      {posts.map((p) => (
        <li key={p.id} className="border-line border-b py-1">
          <span className="text-ink-soft">{f.pick(p.organisationName, p.organisationNameEn)}</span>{' '}
          <Link to="/posts/$id" params={{ id: p.id }}>
            {f.name(p)}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Rule({ line }: { line: Line }) {
  const { t } = useTranslation();
  const state = lineState(line);
  const part = (fits: boolean | undefined, word: React.ReactNode) => (
    <span className={cx(fits === false && 'text-ink-soft line-through')}>
      {word}
      {fits !== undefined && <span className="sr-only"> {t(fits ? 'policy:rules.fits' : 'policy:rules.fails')}</span>}
    </span>
  );
  return (
    <li className="grid grid-cols-[9rem_1fr_auto] items-baseline gap-x-4 border-line border-b py-2 max-sm:grid-cols-1">
      <StatusChip tone={tones[state]}>{t(`policy:rules.${state}`)}</StatusChip>
      <span className="flex flex-wrap gap-x-3">
        {line.effect === 'deny' && <b>{t('policy:rules.deny')}</b>}
        {part(line.me.role, roleWord(t, line.role))}
        {part(line.me.scope, <ScopeMark scope={line.scope} />)}
        {line.condition !== 'any' && part(line.me.condition, conditionWord(t, line.condition))}
      </span>
      <span className="text-ink-faint text-note">{t('policy:rules.line', { line: line.line })}</span>
    </li>
  );
}
