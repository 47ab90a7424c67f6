"""The conditions of municipalities beside one scenario: read by who reads it, weighed by who builds it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inburgering.accounts.roles import Permission
from inburgering.notation import count
from procurement.actions import condition as acts
from procurement.forms.condition import JudgeForm
from procurement.models import Scenario, ScenarioCondition
from procurement.reports import condition as report
from procurement.views.scenarios import found_scenario, may_build, scenario_crumbs
from regions.actions.refusal import Changed, NotNow
from regions.resources import workbook_response

LONGEST_NUMBER = 18  # digits that fit in the database


@require_http_methods(["GET", "HEAD", "POST"])
def scenario_conditions(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    if request.method != "POST":
        return _page(request, found_scenario(request, region_slug, number, Permission.VIEW_REGION))
    scenario = found_scenario(request, region_slug, number, Permission.BUILD_SCENARIO)
    condition = _asked(request, scenario)
    form = JudgeForm(request.POST, prefix=_prefix(condition.pk))
    if form.is_valid():
        try:
            acts.judge(condition=condition, by=request.user, **form.cleaned_data)
        except Changed as reason:
            return _page(request, scenario, (condition.pk, _after_change(form, reason)), 409)
        messages.success(request, f"Het oordeel over de voorwaarde van {condition.municipality.name} is bewaard.")
        return redirect(f"{request.path}#{condition.municipality.slug}")
    return _page(request, scenario, (condition.pk, form))


def _asked(request: HttpRequest, scenario: Scenario) -> ScenarioCondition:
    """Return the condition that was judged; of another scenario it does not exist."""
    mine = ScenarioCondition.objects.for_user(request.user, to=Permission.BUILD_SCENARIO).filter(scenario=scenario)
    typed = request.POST.get("condition", "")
    is_number = typed.isdecimal() and len(typed) <= LONGEST_NUMBER
    found = mine.select_related("municipality").filter(pk=int(typed)).first() if is_number else None
    if found is None:
        raise Http404
    return found


def _prefix(pk: int) -> str:
    return f"voorwaarde-{pk}"


def _after_change(form: JudgeForm, reason: Changed) -> JudgeForm:
    """Keep what was typed, show what stands now, and let the next saving replace exactly that."""
    current = reason.current
    again = JudgeForm({**form.data.dict(), form.add_prefix("expected_version"): current.version}, prefix=form.prefix)
    again.is_valid()
    why = f" ({current.explanation})" if current.explanation else ""
    again.add_error(None, f"{reason}. Nu staat er: {current.get_verdict_display()}{why}.")
    return again


def _page(
    request: HttpRequest, scenario: Scenario, bound: tuple[int, JudgeForm] | None = None, status: int = 200
) -> HttpResponse:
    readable = ScenarioCondition.objects.for_user(request.user, to=Permission.VIEW_REGION)
    found = report.build(scenario, readable, request.GET.get("gemeente", ""))
    builds = may_build(request, scenario.region)
    forms = {row.pk: _form(row) for group in found.groups for row in group.rows} if builds else {}
    if bound:
        forms[bound[0]] = bound[1]
    page = {"scenario": scenario, "region": scenario.region, "report": found, "may_build": builds, "bound": bound}
    page["groups"] = [(group, [(row, forms.get(row.pk)) for row in group.rows]) for group in found.groups]
    page |= {"title": "Voorwaarden", "crumbs": scenario_crumbs(scenario.region, scenario)}
    return render(request, "procurement/scenario_conditions.html", page, status=status)


def _form(row: report.Row) -> JudgeForm:
    first = {"verdict": row.verdict, "explanation": row.explanation, "expected_version": row.version}
    return JudgeForm(initial=first, prefix=_prefix(row.pk))


@require_POST
def gather_conditions(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    scenario = found_scenario(request, region_slug, number, Permission.BUILD_SCENARIO)
    try:
        found = acts.gather(scenario=scenario, by=request.user)
    except NotNow as reason:
        messages.warning(request, str(reason))
    else:
        told = f"{count(found.added, 'voorwaarde', 'voorwaarden')} erbij."
        renewed = f" {found.renewed} kregen nieuwe woorden en vragen een nieuw oordeel." if found.renewed else ""
        messages.success(request, f"{told}{renewed} Wat er al stond, bleef staan.")
    return redirect("scenario_conditions", region_slug, number)


@require_safe
def export_conditions(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    scenario = found_scenario(request, region_slug, number, Permission.VIEW_REGION)
    found = report.build(scenario, ScenarioCondition.objects.for_user(request.user, to=Permission.VIEW_REGION))
    name = f"Voorwaarden {scenario.region.name} scenario {scenario.number}"
    return workbook_response(name=name, header=report.HEADER, rows=found.table(), source=found.source)
