"""The forms of the first kinds of entry, by kind."""

from throughcare.notes.forms import concern, kinds, pathway, person, programme
from throughcare.notes.forms.entry import EntryForm

FORMS: dict[str, type[EntryForm]] = {
    form.kind: form
    for form in (
        kinds.Note,
        kinds.Contact,
        kinds.LifeEventForm,
        kinds.Upload,
        kinds.Pointer,
        kinds.Decision,
        kinds.AppointmentForm,
        kinds.TodoForm,
        person.NameForm,
        person.Birth,
        person.LanguageForm,
        person.Gender,
        person.Need,
        person.WayForm,
        pathway.PathwayForm,
        pathway.TakingPartForm,
        pathway.MotivationForm,
        pathway.IdeologyForm,
        pathway.AttentionForm,
        pathway.OutreachForm,
        pathway.StepForm,
        programme.AdmissionForm,
        programme.PhaseForm,
        programme.InformationForm,
        concern.ConcernForm,
    )
}

__all__ = ["FORMS", "EntryForm"]
