"""The table of differences as one figure, to take along."""

from decimal import Decimal

from inburgering import notation
from inburgering.charts import heatmap
from regions.models import SubregionProposal, WorkSession
from regions.reports import differences
from regions.reports.differences import Differences
from regions.reports.figure import Figure
from regions.reports.looking import standing_proposal


def figure(
    session: WorkSession, for_code: str | None = None, *, proposal: SubregionProposal | None = None
) -> Figure | None:
    """Return every answer of every municipality, the largest difference first; None when nobody shared yet."""
    report = differences.build(session, for_code=for_code, proposal=proposal or standing_proposal(session))
    return of_report(report) if report.sections else None


def of_report(report: Differences) -> Figure:
    finding = "".join(part.text for part in report.finding)
    svg = heatmap.heatmap(_columns(report), _rows(report), label=f"{finding} De tabel hieronder bevat elk antwoord.")
    return Figure("Waar verschillen we?", finding, svg, report.header(), report.table(), report.source)


def _columns(report: Differences) -> list[heatmap.Column]:
    heads: list[str] = []
    for group in report.groups:
        heads += [group.name] + [""] * (group.span - 1)
    heads = heads or [""] * len(report.columns)
    return [
        heatmap.Column(column.name, column.is_mine, column.starts_gap, head)
        for column, head in zip(report.columns, heads, strict=True)
    ]


def _rows(report: Differences) -> list[heatmap.Row]:
    rows = []
    for section in report.sections:
        rows.append(heatmap.Row(f"{section.title} ({len(section.rows)})"))
        for row in section.rows:
            cells = tuple(
                heatmap.answer_cell(cell.value, missing=cell.text, is_limit=cell.is_limit) for cell in row.cells
            )
            note = "" if row.spread is None else notation.number(row.spread, 1)
            share = None if row.spread is None else float(row.spread / Decimal(report.widest))
            rows.append(heatmap.Row(f"{row.number}  {row.label}", cells, note, share))
    return rows
