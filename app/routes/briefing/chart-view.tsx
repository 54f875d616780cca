import { Chart } from "#components/chart";
import type { ShownBlock } from "./shown.server";

interface BriefingChartViewProps {
  readonly chart: Extract<ShownBlock, { kind: "chart" }>;
  readonly search: string;
}

/** A chart of the briefing with its files. */
export function BriefingChartView({ chart, search }: BriefingChartViewProps) {
  const file = (format: string): string => {
    const parameters = new URLSearchParams(search);
    parameters.set("chart", chart.id);
    parameters.set("format", format);
    return `/briefing/chart?${parameters.toString()}`;
  };
  const [source = "", version = ""] = chart.foot;
  return (
    <Chart
      drawing={chart.drawing}
      title={chart.title}
      subtitle={chart.definition}
      source={source.replace(/^来源：/u, "")}
      dataVersion={version}
      downloads={{ png: file("png"), svg: file("svg") }}
    />
  );
}
