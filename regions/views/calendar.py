"""When and where people meet: agreeing it, and putting it in one's own agenda."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from inburgering.accounts.roles import Permission
from regions.actions import meeting
from regions.actions.refusal import Changed, NotNow
from regions.forms.invitation import DatesForm
from regions.reports import calendar, invitation_text
from regions.views.work_sessions import found_session, session_crumbs


@require_safe
def session_calendar(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    session = found_session(request, region_slug, number, Permission.VIEW_REGION)
    if not calendar.has_dates(session):
        raise Http404
    name = content_disposition_header(True, f"werksessie-{session.number}.ics")
    file = calendar.build(session, made_at=timezone.now())
    return HttpResponse(file, content_type="text/calendar; charset=utf-8", headers={"Content-Disposition": name})


@require_http_methods(["GET", "HEAD", "POST"])
def edit_dates(request: HttpRequest, region_slug: str, number: int) -> HttpResponse:
    session = found_session(request, region_slug, number, Permission.PREPARE_SESSION)
    form = DatesForm(request.POST or None, initial=DatesForm.initial_of(session))
    status = 200
    if form.is_valid():
        try:
            meeting.agree(session=session, by=request.user, **form.meeting())
        except NotNow as reason:
            form.add_error(None, str(reason))
        except Changed as reason:
            form, status = _after_change(form, reason), 409
        else:
            messages.success(request, "De afspraken zijn bewaard.")
            return redirect("invitations", region_slug, number)
    page = {"form": form, "form_errors": form.errors, "session": session, "region": session.region}
    crumbs = [*session_crumbs(session.region, session), ("Uitnodigen", f"{session.get_absolute_url()}uitnodigen/")]
    return render(request, "regions/edit_dates.html", page | {"crumbs": crumbs}, status=status)


def _after_change(form: DatesForm, reason: Changed) -> DatesForm:
    """Keep what was typed, say what stands now, and let the next saving replace exactly that."""
    again = DatesForm({**form.data.dict(), "expected_version": reason.current.version})
    again.is_valid()
    stands = invitation_text.when(reason.current) or "nog geen datum"
    again.add_error(None, f"{reason}. Nu staat er: {stands}")
    return again
