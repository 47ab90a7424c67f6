"""Whether the inburgeraar agrees, and signing: explained, ticked apart, named, and confirmed on a page of its own."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from trajectories.actions import pip_signing as acts
from trajectories.actions.refusal import NotNow
from trajectories.forms.pip_signing import AgreementForm, PaperForm, SignForm
from trajectories.models import Draft, Pip, Trajectory
from trajectories.reports import pip_together
from trajectories.views.found import found
from trajectories.views.pip_page import WORK, context, for_act, version

DRAFT = "pip-tekenen"


@require_http_methods(["GET", "HEAD", "POST"])
def sign_pip(request: HttpRequest, number: str, pip_number: int) -> HttpResponse:
    """What is signed, in five short sentences; two ticks and a name. Nothing is signed yet: that is the next page."""
    trajectory = for_act(request, number, "PIP ondertekenen")
    pip = version(trajectory, pip_number)
    form = SignForm(request.POST or None, auto_id="tekenen_%s", initial={"name": trajectory.inburgeraar.full_name})
    if request.method == "POST" and form.is_valid():
        _drafts(request, trajectory).delete()
        kept = {"pip": pip.number, "version": pip.version} | form.cleaned_data
        Draft.objects.for_user(request.user, to=WORK).create(
            organisation_id=trajectory.organisation_id,
            trajectory=trajectory,
            user=request.user,
            page=DRAFT,
            fields=kept,
        )
        return redirect("confirm_signing", trajectory.number, pip.number)
    return _page(request, trajectory, pip, form=form)


@require_http_methods(["GET", "HEAD", "POST"])
def confirm_signing(request: HttpRequest, number: str, pip_number: int) -> HttpResponse:
    """The last question: is this what you sign?"""
    trajectory = for_act(request, number, "PIP ondertekenen, controleren")
    pip = version(trajectory, pip_number)
    draft = _drafts(request, trajectory).filter(fields__pip=pip.number, fields__version=pip.version).first()
    if draft is None:
        messages.warning(request, "Het plan is gewijzigd. Lees het opnieuw en teken daarna.")
        return redirect("sign_pip", trajectory.number, pip.number)
    if request.method == "POST":
        return _sign(request, pip, draft)
    page = context(trajectory, "Controleer en teken", pip=pip, signer=draft.fields["name"],
                   with_interpreter=draft.fields["with_interpreter"],
                   together=pip_together.build(pip, trajectory, on=timezone.localdate()))  # fmt: skip
    return render(request, "trajectories/pip_sign_confirm.html", page)


def _sign(request: HttpRequest, pip: Pip, draft: Draft) -> HttpResponse:
    try:
        acts.sign(pip=pip, how=acts.SCREEN, name=draft.fields["name"], on=timezone.localdate(), by=request.user,
                  with_interpreter=draft.fields["with_interpreter"])  # fmt: skip
        draft.delete()
        messages.success(request, "Het plan is getekend.")
    except NotNow as reason:
        messages.warning(request, f"{reason}.")
    return redirect("show_pip", pip.trajectory.number)


@require_POST
def sign_on_paper(request: HttpRequest, number: str, pip_number: int) -> HttpResponse:
    """Keep the scan of the paper, and with it that it was signed."""
    trajectory = found(request, number, WORK)
    pip, today = version(trajectory, pip_number), timezone.localdate()
    form = PaperForm(request.POST, request.FILES, auto_id="papier_%s")
    if form.is_valid():
        try:
            scan = acts.keep_scan(pip=pip, content=form.cleaned_data["scan"].read(), on=today, by=request.user)
            acts.sign(pip=pip, how=acts.PAPER, name=form.cleaned_data["name"], on=today, by=request.user, scan=scan,
                      with_interpreter=form.cleaned_data["with_interpreter"])  # fmt: skip
            messages.success(request, "De scan is bewaard. Het plan is getekend.")
            return redirect("show_pip", trajectory.number)
        except NotNow as reason:
            form.add_error(reason.field or None, str(reason))
    return _page(request, trajectory, pip, paper_form=form)


@require_POST
def record_agreement(request: HttpRequest, number: str, pip_number: int) -> HttpResponse:
    """Agrees, does not agree with the reason, or could not be asked."""
    trajectory = found(request, number, WORK)
    pip = version(trajectory, pip_number)
    form = AgreementForm(request.POST, auto_id="mening_%s")
    if form.is_valid():
        typed = form.cleaned_data
        try:
            acts.record_agreement(
                pip=pip, agreement=typed["agreement"], reason=typed["agreement_reason"], own_words=typed["own_words"],
                with_interpreter=typed["with_interpreter"], on=timezone.localdate(), by=request.user,
            )  # fmt: skip
            messages.success(request, "De mening van de inburgeraar is vastgelegd.")
            return redirect("show_pip", trajectory.number)
        except NotNow as reason:
            form.add_error(reason.field or None, str(reason))
    return _page(request, trajectory, pip, agreement_form=form)


def _drafts(request: HttpRequest, trajectory: Trajectory) -> Any:
    return Draft.objects.for_user(request.user, to=WORK).filter(trajectory=trajectory, user=request.user, page=DRAFT)


def _page(request: HttpRequest, trajectory: Trajectory, pip: Pip, **forms: Any) -> HttpResponse:
    name = {"name": trajectory.inburgeraar.full_name}
    said = {"agreement": pip.agreement, "agreement_reason": pip.agreement_reason, "own_words": pip.own_words}
    page = {
        "form": SignForm(auto_id="tekenen_%s", initial=name),
        "paper_form": PaperForm(auto_id="papier_%s", initial=name),
        "agreement_form": AgreementForm(auto_id="mening_%s", initial=said),
    } | forms
    errors = {name: error for form in page.values() if form.is_bound for name, error in form.errors.items()}
    together = pip_together.build(pip, trajectory, on=timezone.localdate())
    shown = context(trajectory, "Ondertekenen", pip=pip, together=together, **page) | {"form_errors": errors}
    return render(request, "trajectories/pip_sign.html", shown, status=422 if errors else 200)
