import type { ReactNode } from 'react';
import { Tabs as Aria, Tab, TabList, TabPanel } from 'react-aria-components';

export interface TabEntry {
  key: string;
  label: string;
  /** Rows behind the tab, where known. */
  count?: number;
  content: ReactNode;
}

/** On a phone the chosen tab may lie beyond the edge of the strip. */
function intoStrip(tab: HTMLElement | null) {
  const strip = tab?.parentElement;
  if (!tab || !strip) return;
  const left = tab.offsetLeft - strip.offsetLeft;
  const seen = left >= strip.scrollLeft && left + tab.offsetWidth <= strip.scrollLeft + strip.clientWidth;
  if (!seen) strip.scrollLeft = left - 32;
}

/** The chosen tab belongs into the address, so the route owns it. */
export function Tabs({
  label,
  tabs,
  chosen,
  onChange,
}: {
  label: string;
  tabs: TabEntry[];
  chosen: string;
  onChange: (key: string) => void;
}) {
  return (
    <Aria selectedKey={chosen} onSelectionChange={(k) => onChange(String(k))}>
      <TabList aria-label={label} className="no-print flex overflow-x-auto border-b border-line">
        {tabs.map((tab) => (
          <Tab
            key={tab.key}
            id={tab.key}
            ref={tab.key === chosen ? intoStrip : undefined}
            className="flex min-h-control cursor-pointer items-center gap-1 border-b-2 border-transparent px-4 whitespace-nowrap text-ink-soft hover:text-ink data-[selected]:border-accent data-[selected]:font-bold data-[selected]:text-accent"
          >
            {tab.label}
            {tab.count !== undefined && <span className="text-note font-normal">{tab.count}</span>}
          </Tab>
        ))}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel key={tab.key} id={tab.key} className="pt-4 outline-none">
          {tab.content}
        </TabPanel>
      ))}
    </Aria>
  );
}
