"""What stands around the sessions of a process: conversations with partners, and halts that change the plan."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from inburgering.accounts.roles import Permission
from regions.actions import interlude as halts
from regions.actions import partner
from regions.actions.refusal import Changed, NotNow
from regions.forms.process_parts import ChangeConversationForm, ChangeHaltForm, ConversationForm, HaltForm
from regions.models import Interlude, PartnerConversation, Process, WorkSession
from regions.reports import conversation_list, process_tables
from regions.resources import workbook_response
from regions.views.process import LEAD, READ, after_change, found_process, leads, page_of

CONVERSATION_FIELDS = ("held_on", "kind", "partner", "people", "theme", "summary")
HALT_FIELDS = ("name", "held_on", "reason", "change", "decided_by")


@require_safe
def list_conversations(request: HttpRequest, region_slug: str, process_number: int) -> HttpResponse:
    process = found_process(request, region_slug, process_number, READ)
    report = conversation_list.build(process)
    page = page_of(process, "Gesprekken met partners", report=report, leads=leads(request, process))
    return render(request, "regions/list_conversations.html", page)


@require_safe
def export_conversations(request: HttpRequest, region_slug: str, process_number: int) -> HttpResponse:
    process = found_process(request, region_slug, process_number, READ)
    return workbook_response(
        name=f"Gesprekken proces {process.number} {process.region.name}",
        header=process_tables.CONVERSATION_HEADER,
        rows=process_tables.conversations(process),
        source=f"Bron: gesprekken in proces {process.number} van regio {process.region.name}, zonder namen.",
    )


@require_safe
def show_conversation(
    request: HttpRequest, region_slug: str, process_number: int, conversation_number: int
) -> HttpResponse:
    process = found_process(request, region_slug, process_number, READ)
    conversation = _conversation(request, process, conversation_number, READ)
    report = conversation_list.one(process, conversation)
    title = f"Gesprek {conversation.number}"
    page = page_of(process, title, conversation=conversation, report=report, leads=leads(request, process))
    return render(request, "regions/show_conversation.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def new_conversation(request: HttpRequest, region_slug: str, process_number: int) -> HttpResponse:
    process = found_process(request, region_slug, process_number, LEAD)
    form = ConversationForm(request.POST or None, themes=conversation_list.themes())
    if form.is_valid():
        try:
            made = partner.record_conversation(process=process, by=request.user, **form.cleaned_data)
            messages.success(request, f"Gesprek {made.number} is vastgelegd.")
            return redirect("show_conversation", region_slug, process_number, made.number)
        except NotNow as reason:
            form.add_error("held_on", str(reason))
    page = page_of(process, "Leg een gesprek met een partner vast", form=form, button="Leg het gesprek vast")
    return render(request, "regions/process_form.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_conversation(
    request: HttpRequest, region_slug: str, process_number: int, conversation_number: int
) -> HttpResponse:
    process = found_process(request, region_slug, process_number, LEAD)
    conversation = _conversation(request, process, conversation_number, LEAD)
    form, status = _filled(request, conversation), 200
    if form.is_valid():
        try:
            partner.change_conversation(conversation=conversation, by=request.user, **form.cleaned_data)
            return redirect("show_conversation", region_slug, process_number, conversation_number)
        except Changed as reason:
            after_change(form, reason, f"Nu staat er: {reason.current.summary}")
            status = 409
        except NotNow as reason:
            form.add_error("held_on", str(reason))
    page = page_of(process, f"Wijzig gesprek {conversation_number}", form=form, button="Bewaar het gesprek")
    return render(request, "regions/process_form.html", page, status=status)


@require_safe
def show_halt(
    request: HttpRequest, region_slug: str, process_number: int, interlude_number: int
) -> HttpResponse:  # fmt: skip
    process = found_process(request, region_slug, process_number, READ)
    interlude = _halt(request, process, interlude_number, READ)
    page = page_of(process, f"Tussenstap {interlude.number}", interlude=interlude, leads=leads(request, process))
    return render(request, "regions/show_halt.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def new_halt(request: HttpRequest, region_slug: str, process_number: int) -> HttpResponse:
    process = found_process(request, region_slug, process_number, LEAD)
    form = HaltForm(request.POST or None, sessions=_sessions(request, process))
    if form.is_valid():
        try:
            made = halts.halt(process=process, by=request.user, **form.cleaned_data)
            messages.success(request, "De tussenstap staat in het proces.")
            return redirect("show_halt", region_slug, process_number, made.number)
        except NotNow as reason:
            form.add_error("held_on", str(reason))
    page = page_of(process, "Zet een tussenstap", form=form, button="Zet de tussenstap")
    return render(request, "regions/process_form.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_halt(
    request: HttpRequest, region_slug: str, process_number: int, interlude_number: int
) -> HttpResponse:  # fmt: skip
    process = found_process(request, region_slug, process_number, LEAD)
    interlude = _halt(request, process, interlude_number, LEAD)
    first = {name: getattr(interlude, name) for name in HALT_FIELDS} | {"expected_version": interlude.version}
    first["after"] = interlude.after.number if interlude.after else ""
    form = ChangeHaltForm(request.POST or None, initial=first, sessions=_sessions(request, process))
    status = 200
    if form.is_valid():
        try:
            halts.change_halt(interlude=interlude, by=request.user, **form.cleaned_data)
            return redirect("show_halt", region_slug, process_number, interlude_number)
        except Changed as reason:
            after_change(form, reason, f"Nu staat er: {reason.current.change}")
            status = 409
        except NotNow as reason:
            form.add_error("held_on", str(reason))
    page = page_of(process, f"Wijzig tussenstap {interlude_number}", form=form, button="Bewaar de tussenstap")
    return render(request, "regions/process_form.html", page, status=status)


def _filled(request: HttpRequest, conversation: PartnerConversation) -> ChangeConversationForm:
    first = {name: getattr(conversation, name) for name in CONVERSATION_FIELDS}
    first |= {"expected_version": conversation.version}
    themes = conversation_list.themes()
    return ChangeConversationForm(request.POST or None, initial=first, themes=themes, now=conversation.theme)


def _conversation(request: HttpRequest, process: Process, number: int, to: Permission) -> PartnerConversation:
    return get_object_or_404(
        PartnerConversation.objects.for_user(request.user, to=to), process=process, number=number
    )  # fmt: skip


def _halt(request: HttpRequest, process: Process, number: int, to: Permission) -> Interlude:
    seen = Interlude.objects.for_user(request.user, to=to).select_related("after__region", "process")
    return get_object_or_404(seen, process=process, number=number)


def _sessions(request: HttpRequest, process: Process) -> list[WorkSession]:
    return list(WorkSession.objects.for_user(request.user, to=LEAD).filter(process=process).order_by("number"))
