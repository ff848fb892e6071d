using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.WebConsole.Platform;
using OrdreCouncils.WebConsole.Ui;

namespace OrdreCouncils.WebConsole.Pages;

/// <summary>Facts of a physician on both axes of time: since when each holds, and since when it is known. A corrected fact stays readable.</summary>
[Calls("registry/RegistrationsService/GetRegistrationHistory")]
internal sealed class TimelineModel(RegistrationsService.RegistrationsServiceClient registrations) : PageModel
{
    [FromRoute(Name = "rpps")]
    public string Rpps { get; set; } = "";

    public IReadOnlyList<TimelineEntry> Entries { get; private set; } = [];

    public async Task OnGetAsync()
    {
        var history = await registrations.GetRegistrationHistoryAsync(new GetRegistrationHistoryRequest { Rpps = Rpps });
        Entries =
        [
            .. history.Facts.Select(fact => (Dates.ToDateOnly(fact.EffectiveOn), new TimelineEntry(
                    FactWords.Of(fact.Kind, fact.Ground), fact.Council, Dates.Of(fact.EffectiveOn), Dates.Of(fact.RecordedAt),
                    Dates.Of(fact.SupersededAt), "")))
                .Concat(history.Declarations.Select(declared => (Dates.ToDateOnly(declared.ChangedOn), new TimelineEntry(
                    FactWords.Of(declared.Kind), "", Dates.Of(declared.ChangedOn), Dates.Of(declared.RecordedAt), "",
                    declared.Details + (declared.Late ? $"\nDéclaré hors délai : dernier jour le {Dates.Of(declared.DueOn)}." : "")))))
                .OrderByDescending(entry => entry.Item1)
                .Select(entry => entry.Item2),
        ];
    }
}

/// <param name="Title">Fact.</param>
/// <param name="Council">Department code; empty when none is concerned.</param>
/// <param name="Day">Since when it holds.</param>
/// <param name="Known">Since when it is known.</param>
/// <param name="Corrected">Since when it is known to be wrong; empty while it holds.</param>
/// <param name="Text">Details.</param>
internal sealed record TimelineEntry(string Title, string Council, string Day, string Known, string Corrected, string Text);
