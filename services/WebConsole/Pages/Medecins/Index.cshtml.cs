using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.WebConsole.Acts;
using OrdreCouncils.WebConsole.Acts.Register;
using OrdreCouncils.WebConsole.Platform;
using OrdreCouncils.WebConsole.Ui;

namespace OrdreCouncils.WebConsole.Pages;

/// <summary>A physician on a day; today unless another is asked for.</summary>
[Calls("registry/PhysiciansService/GetPhysician")]
internal sealed class PhysicianModel(PhysiciansService.PhysiciansServiceClient physicians, ActLinks links, TimeProvider clock) : PageModel
{
    [FromRoute(Name = "rpps")]
    public string Asked { get; set; } = "";

    [BindProperty(SupportsGet = true, Name = "jour")]
    public string? Day { get; set; }

    [BindProperty(SupportsGet = true, Name = "mois")]
    public string? Month { get; set; }

    [BindProperty(SupportsGet = true, Name = "annee")]
    public string? Year { get; set; }

    public Physician Physician { get; private set; } = new();

    public Registration Registration { get; private set; } = new();

    public string MergedInto { get; private set; } = "";

    public string StaleSince { get; private set; } = "";

    public bool WrongDate { get; private set; }

    public IReadOnlyList<ActLink> Acts { get; private set; } = [];

    public IReadOnlyList<(string Part, string Label, string Value, string Width)> DateParts =>
        [("jour", "Jour", Day ?? "", "2"), ("mois", "Mois", Month ?? "", "2"), ("annee", "Année", Year ?? "", "4")];

    public async Task OnGetAsync()
    {
        var request = new GetPhysicianRequest { Rpps = Asked };
        if ((Day ?? Month ?? Year) is { Length: > 0 })
        {
            var answers = new Answers(new Dictionary<string, string[]>
            {
                ["d.jour"] = [Day ?? ""], ["d.mois"] = [Month ?? ""], ["d.annee"] = [Year ?? ""],
            });
            request.On = answers.ProtoDate("d");
            WrongDate = request.On is null;
        }
        else
        {
            var today = LegalDay.Of(clock.GetUtcNow());
            (Day, Month, Year) = (Text(today.Day), Text(today.Month), Text(today.Year));
        }

        var answer = await physicians.GetPhysicianAsync(request);
        (Physician, Registration, MergedInto, StaleSince) = (answer.Physician, answer.Registration, answer.MergedInto, Dates.Of(answer.StaleSince));
        Acts = links.Of(ActPlace.Physician, Physician.Rpps, PhysicianAct.State(Registration));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
