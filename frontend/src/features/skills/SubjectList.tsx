import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type SkillSubject,
  type SubjectKind,
  skillProjectFacetsOptions,
  skillProjectsOptions,
  skillSystemFacetsOptions,
  skillSystemsOptions,
} from '@/api/skills';
import { useFormat } from '@/i18n/format';
import { columnsOf } from '@/ui/fields/columns';
import { PageHead } from '@/ui/Page';
import { DataTable } from '@/ui/table/DataTable';
import type { TableSearch } from '@/ui/table/search';
import { useTableSearch } from '@/ui/table/useTableSearch';
import { SharedChip } from './Chips';
import {
  projectFacets,
  projectFields,
  skillProjectsQuery,
  skillSystemsQuery,
  subjectSort,
  systemFacets,
  systemFields,
} from './fields';
import { SkillNav } from './SkillNav';

/** On how many people does each system or project hang, and which places are open? */
export function SubjectList({ kind, search }: { kind: SubjectKind; search: TableSearch }) {
  const { t } = useTranslation();
  const f = useFormat();
  const onSearch = useTableSearch();
  const systems = kind === 'systems';
  const query = systems ? skillSystemsQuery(search) : skillProjectsQuery(search);
  const ofSystems = useQuery({ ...skillSystemsOptions(query), enabled: systems });
  const ofProjects = useQuery({ ...skillProjectsOptions(query), enabled: !systems });
  const list = systems ? ofSystems : ofProjects;
  const systemCounts = useQuery({ ...skillSystemFacetsOptions(query), enabled: systems });
  const projectCounts = useQuery({ ...skillProjectFacetsOptions(query), enabled: !systems });
  const counts = systems ? systemCounts : projectCounts;
  const columns = useMemo(
    () =>
      columnsOf<SkillSubject>(systems ? systemFields : projectFields, {
        name: (x) => f.name(x),
        standing: (x) => <SharedChip standing={x.standing} />,
        backupTitle: (x) => f.pick(x.backupTitle, x.backupTitleEn) || <span className="text-ink-faint">—</span>,
        open: (x) =>
          x.untold > 0 && x.open === 0 ? (
            <span className="text-unknown">{t('common:chart.unknown')}</span>
          ) : (
            f.number(x.open)
          ),
      }),
    [t, f, systems],
  );
  const names = Object.fromEntries(
    (list.data?.items ?? []).map((x) => [x.sectionId, f.pick(x.sectionName, x.sectionNameEn)]),
  );
  const at = counts.data?.standing;
  return (
    <div className="flex flex-col gap-4">
      <PageHead
        title={t(`skills:list.${kind}`)}
        answer={
          at &&
          t('skills:list.answer', {
            shared: f.number(at.shared ?? 0),
            single: f.number((at.single ?? 0) + (at.nobody ?? 0)),
            unknown: f.number(at.unknown ?? 0),
          })
        }
      />
      <SkillNav />
      <DataTable<SkillSubject>
        title={t(`skills:list.${kind}`)}
        columns={columns}
        facets={systems ? systemFacets : projectFacets}
        counts={counts.data}
        data={list.data}
        error={list.error}
        isFetching={list.isFetching}
        onRetry={() => void list.refetch()}
        sort={subjectSort}
        search={search}
        onSearch={onSearch}
        rowLink={(x) =>
          systems
            ? { to: '/systems/$id', params: { id: x.id }, search: { tab: 'skills' } }
            : { to: '/projects/$id/skills', params: { id: x.id } }
        }
        rowName={(x) => f.name(x)}
        card={(x) => ({
          title: f.name(x),
          status: <SharedChip standing={x.standing} />,
          facts: [x.code, f.pick(x.sectionName, x.sectionNameEn)],
        })}
        empty={{ title: t('skills:list.empty'), hint: t('skills:list.emptyHint') }}
        filterNames={names}
      />
    </div>
  );
}
