import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { type CriterionResult, gateSetOptions, type Mend, type Name, type Proof } from '@/api/gates';
import { i18n } from '@/i18n';
import { type Format, useFormat } from '@/i18n/format';
import { HrefLink } from '@/ui/HrefLink';
import { StatusMark } from './Chips';
import { mendHref, passes } from './model';
import { whyText } from './why';

/** Each line of the checklist: how it stands, why, by which record, and where it can be mended and by whom. */
export function CriteriaList({
  criteria,
  people = {},
}: {
  criteria: readonly CriterionResult[];
  people?: Record<string, Name>;
}) {
  const { t } = useTranslation();
  return (
    <ol aria-label={t('gates:criteria')} className="border-line border-t">
      {criteria.map((c) => (
        <CriterionLine key={c.id} criterion={c} people={people} />
      ))}
    </ol>
  );
}

function CriterionLine({ criterion: c, people }: { criterion: CriterionResult; people: Record<string, Name> }) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    <li className="grid grid-cols-[1.25rem_1fr] gap-x-2 border-line border-b py-2">
      <span className="pt-1">
        <StatusMark status={c.status} />
      </span>
      <div className="min-w-0">
        <p>
          <span className="mr-2 text-ink-soft">{c.no}</span>
          {f.pick(c.text, c.textEn)}
          {!c.required && <span className="ml-2 text-note text-ink-soft">{t('gates:optional')}</span>}
        </p>
        <CriterionStanding criterion={c} people={people} />
      </div>
    </li>
  );
}

/** Status in words, why, proof, and the way to mend it. */
export function CriterionStanding({
  criterion: c,
  people,
  withoutMend,
}: {
  criterion: CriterionResult;
  people: Record<string, Name>;
  withoutMend?: boolean;
}) {
  const { t } = useTranslation();
  const f = useFormat();
  const set = useQuery(gateSetOptions()).data;
  return (
    <>
      <p className="text-note text-ink-soft">
        <span className={passes(c.status) ? undefined : 'font-bold text-ink'}>{t(`gates:status.${c.status}`)}</span>
        {' · '}
        {whyText(t, f, c.why, set)}
      </p>
      {c.proof.length > 0 && <Proofs proof={c.proof} />}
      {!withoutMend && c.mend && (
        <p className="flex flex-wrap items-baseline gap-x-3 text-note [&>a]:min-h-6">
          <HrefLink href={mendHref(c.mend)} className="no-print text-accent underline underline-offset-3">
            {mendWord(t, c.mend)}
          </HrefLink>
          <span className="text-ink-soft">{mender(t, f, c.mend, people)}</span>
        </p>
      )}
    </>
  );
}

/** At most five; the rest by number, since a project may have a hundred risks. */
const shown = 5;

function Proofs({ proof }: { proof: Proof[] }) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    <ul className="flex flex-wrap gap-x-4 text-note [&_a]:inline-block [&_a]:min-h-6">
      {proof.slice(0, shown).map((p, i) => (
        <li key={i}>
          <HrefLink href={p.href} className="text-accent underline underline-offset-3">
            {p.label || t(`gates:proof.${p.noun}`)}
          </HrefLink>
          {p.date && <span className="ml-1 whitespace-nowrap text-ink-soft">{f.dayShort(p.date)}</span>}
        </li>
      ))}
      {proof.length > shown && (
        <li className="text-ink-soft">{t('gates:proofMore', { count: proof.length - shown })}</li>
      )}
    </ul>
  );
}

function mendWord(t: TFunction, mend: Mend): string {
  const key = `gates:mend.${mend.permission.replace(':', '_')}`;
  return i18n.exists(key) ? t(key) : t('gates:mend.other');
}

/** Who could: people by name where the project names them, else the roles. */
function mender(t: TFunction, f: Format, mend: Mend, people: Record<string, Name>): string {
  const names = mend.personIds.flatMap((id) => (people[id] ? [f.name(people[id])] : []));
  const roles = mend.roles.map((r) => (i18n.exists(`common:role.${r}`) ? t(`common:role.${r}`) : r));
  const who = names.length > 0 ? names : roles;
  return who.length > 0 ? t('gates:mender', { who: who.join(t('common:listSeparator')) }) : '';
}
