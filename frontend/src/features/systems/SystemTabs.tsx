import { useTranslation } from 'react-i18next';
import type { System, SystemLink } from '@/api/systems';
import { useFormat } from '@/i18n/format';
import { fieldOf } from '@/lib/fields';
import { FactSheet } from '@/ui/fields/FactSheet';
import { RowsValue } from '@/ui/fields/FieldValue';
import { Link } from '@/ui/Link';
import { Section } from '@/ui/Page';
import { EmptyState } from '@/ui/states';
import { EolChip } from './EolChip';
import { systemFields } from './fields';

export function Overview({ system }: { system: System }) {
  return (
    <FactSheet
      noun="systems"
      fields={systemFields.filter((x) => x.kind !== 'rows')}
      record={system}
      sections={['identity', 'nature', 'life', 'service', 'contract', 'security', 'care']}
    />
  );
}

export function Components({ system }: { system: System }) {
  const { t } = useTranslation();
  const field = fieldOf(systemFields, 'components');
  const rows = system.components ?? [];
  if (!field || rows.length === 0)
    return <EmptyState title={t('systems:noComponents')} hint={t('systems:help.components')} />;
  const support = {
    label: t('systems:support'),
    cell: (i: number) => {
      const eol = system.componentEol[i];
      return eol && <EolChip eol={eol} />;
    },
  };
  return <RowsValue field={field} rows={rows.map((r) => ({ ...r }))} lead={support} />;
}

/** Both ends of the connections, as lists one can walk along. */
export function Links({ system }: { system: System }) {
  const { t } = useTranslation();
  const { outgoing = [], incoming = [] } = system;
  if (outgoing.length + incoming.length === 0)
    return <EmptyState title={t('systems:noLinks')} hint={t('systems:help.interfaces')} />;
  return (
    <div className="flex flex-col gap-8">
      <LinkTable title={t('systems:outgoing')} links={outgoing} />
      <LinkTable title={t('systems:incoming')} links={incoming} />
    </div>
  );
}

function LinkTable({ title, links }: { title: string; links: SystemLink[] }) {
  const { t } = useTranslation();
  const f = useFormat();
  if (links.length === 0) return null;
  return (
    <Section title={title} note={links.length}>
      <table className="w-full">
        <thead>
          <tr className="border-line-strong border-b text-left text-ink-soft text-note">
            {['targetId', 'direction', 'method', 'data', 'note'].map((k) => (
              <th key={k} scope="col" className="px-2 py-1 font-normal first:pl-0">
                {t(`systems:field.interfaces_${k}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {links.map((l) => (
            <tr key={`${l.systemId} ${l.direction} ${l.method} ${l.data ?? ''}`} className="border-line border-b">
              <th scope="row" className="py-1.5 text-left font-normal">
                <Link to="/systems/$id" params={{ id: l.systemId }}>
                  {f.name(l)}
                </Link>{' '}
                <span className="text-ink-faint text-note">{l.code}</span>
              </th>
              <td className="px-2">{t(`systems:interfaces_direction.${l.direction}`)}</td>
              <td className="px-2">{t(`systems:interfaces_method.${l.method}`)}</td>
              <td className="px-2">{l.data || '—'}</td>
              <td className="px-2">{l.note || '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

export function Projects({ system }: { system: System }) {
  const { t } = useTranslation();
  if (!system.projects?.length)
    return <EmptyState title={t('systems:noProjects')} hint={t('systems:noProjectsHint')} />;
  return (
    <ul className="flex flex-col">
      {system.projects.map((p) => (
        <li key={p.id} className="flex flex-wrap items-baseline gap-x-4 border-line border-b py-2">
          <Link to="/projects/$id" params={{ id: p.id }}>
            {p.name}
          </Link>
          <span className="text-ink-soft text-note">{p.code}</span>
          {p.tier && <span className="text-ink-soft text-note">{t('systems:tier', { tier: p.tier })}</span>}
        </li>
      ))}
    </ul>
  );
}
