import { useTranslation } from 'react-i18next';
import type { Organisation } from '@/api/organisations';
import { useFormat } from '@/i18n/format';
import { cx } from '@/lib/cx';
import { today } from '@/lib/dates';
import { Link } from '@/ui/Link';
import { EmptyState } from '@/ui/states';

const head = 'px-2 py-1 text-left font-normal first:pl-0';
const cell = 'px-2 py-2 align-top';

/** The posts with today's holders and roles: who answers for this organisation. */
export function Posts({ organisation }: { organisation: Organisation }) {
  const { t } = useTranslation();
  const f = useFormat();
  if (organisation.posts.length === 0)
    return <EmptyState title={t('organisations:noPosts')} hint={t('organisations:noPostsHint')} />;
  return (
    <div className="overflow-x-auto">
      <table className="w-full">
        <thead>
          <tr className="border-line-strong border-b text-ink-soft text-note">
            {['post', 'holder', 'roles'].map((k) => (
              <th key={k} scope="col" className={head}>
                {t(`organisations:posts.${k}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {organisation.posts.map((p) => (
            <tr key={p.id} className="border-line border-b">
              <th scope="row" className="py-2 pr-2 text-left align-top font-normal">
                <Link to="/posts/$id" params={{ id: p.id }}>
                  {f.name(p)}
                </Link>{' '}
                <span className="text-ink-faint text-note">{p.code}</span>
                {p.authority && (
                  <span className="block text-ink-soft text-note">{t(`organisations:authority.${p.authority}`)}</span>
                )}
              </th>
              <td className={cell}>
                {p.holders.length === 0 ? (
                  <span className="text-ink-soft">{t('organisations:posts.vacant')}</span>
                ) : (
                  p.holders.map((h) => (
                    <span key={`${h.personId} ${h.from}`} className="block">
                      <Link to="/people/$id" params={{ id: h.personId }}>
                        {f.name(h)}
                      </Link>
                      {h.acting && ` (${t('shell:person.acting')})`}{' '}
                      <span className="text-ink-soft text-note">
                        {t('organisations:since', { on: f.dayShort(h.from) })}
                      </span>
                    </span>
                  ))
                )}
              </td>
              <td className={cell}>
                {p.roles.map((r) => t(`common:role.${r}`)).join(t('common:listSeparator')) || '—'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What stands directly below, of all times; the past and the future say so. */
export function Children({ organisation }: { organisation: Organisation }) {
  const { t } = useTranslation();
  const f = useFormat();
  const day = today();
  if (organisation.children.length === 0)
    return <EmptyState title={t('organisations:noChildren')} hint={t('organisations:noChildrenHint')} />;
  return (
    <ul className="flex flex-col">
      {organisation.children.map((c) => {
        const over = c.validTo !== undefined && c.validTo < day;
        const later = c.validFrom > day;
        return (
          <li key={c.id} className="flex flex-wrap items-baseline gap-x-4 border-line border-b py-2">
            <Link to="/organisations/$id" params={{ id: c.id }} className={cx(over && 'text-ink-soft')}>
              {f.name(c)}
            </Link>
            <span className="text-ink-faint text-note">{c.code}</span>
            <span>{t(`organisations:kind.${c.kind}`)}</span>
            <span className="text-ink-soft text-note">
              {f.dayShort(c.validFrom)}–{f.dayShort(c.validTo)}
              {over && ` ${t('organisations:over')}`}
              {later && ` ${t('organisations:later')}`}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
