import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { modelOptions, modelsOptions } from '@/api/maturity';
import { useFormat } from '@/i18n/format';
import { Disclosure } from '@/ui/facts';
import { Link } from '@/ui/Link';
import { PageHead, Section } from '@/ui/Page';
import { FailedState, SkeletonPage } from '@/ui/states';

/** Against what are units rated? */
export function ModelList() {
  const { t } = useTranslation();
  const f = useFormat();
  const { data, error, refetch } = useQuery(modelsOptions());
  if (error) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonPage />;
  return (
    <div className="flex flex-col gap-4">
      <PageHead title={t('maturity:models.title')} answer={t('maturity:models.answer')} />
      <ul className="flex flex-col border border-line bg-paper">
        {data.items.map((m) => (
          <li key={m.id} className="flex flex-col gap-1 border-b border-line px-4 py-3 last:border-0">
            <Link to="/maturity/models/$id" params={{ id: m.id }} className="font-bold">
              {f.name(m)}
            </Link>
            <span className="measure text-note text-ink-soft">{f.pick(m.note, m.noteEn)}</span>
            <span className="text-note">
              {t('maturity:models.facts', { areas: m.areas.length, levels: m.levels.length })}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A model with all its practices. */
export function ModelPage({ id }: { id: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const { data: m, error, refetch } = useQuery(modelOptions(id));
  if (error) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!m) return <SkeletonPage />;
  const stages = [...new Set(m.areas.map((a) => a.level))].sort((a, b) => a - b);
  return (
    <div className="flex flex-col gap-6">
      <PageHead title={f.name(m)} answer={<p className="measure">{f.pick(m.note, m.noteEn)}</p>} />
      {stages.map((level) => (
        <Section
          key={level}
          title={t('maturity:models.stage', { level, name: f.name(m.levels.find((l) => l.level === level) ?? {}) })}
        >
          <div className="flex flex-col border-t border-line">
            {m.areas
              .filter((a) => a.level === level)
              .map((a) => (
                <Disclosure key={a.id} summary={`${a.id} ${f.name(a)}`}>
                  <div className="flex flex-col gap-3 pb-3 pl-4">
                    {a.groups.map((g) => (
                      <div key={g.id}>
                        <p className="font-bold">
                          {g.id} {f.name(g)}
                        </p>
                        <ul>
                          {g.practices.map((p) => (
                            <li key={p.id} className="flex gap-3">
                              <span className="w-16 shrink-0 text-ink-soft">{p.id}</span>
                              {f.pick(p.text, p.textEn)}
                            </li>
                          ))}
                        </ul>
                      </div>
                    ))}
                  </div>
                </Disclosure>
              ))}
          </div>
        </Section>
      ))}
    </div>
  );
}
