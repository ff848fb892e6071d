using OrdreCouncils.Protos.Discipline.V1;
using static OrdreCouncils.Tests.WebConsole.ActSteps;

namespace OrdreCouncils.Tests.WebConsole;

/// <summary>Acts of a clerk on a complaint and on its cases.</summary>
[Collection(nameof(ConsolePlatform))]
public class CouncilActsTests(ConsolePlatform platform)
{
    private readonly CaseSteps steps = new(platform);

    [Fact]
    public async Task Notices_OfAComplaint_AreRecordedOnceEach()
    {
        var complaint = await steps.RegisterAsync();
        using var clerk = await platform.BrowserAsync("cdom-75");
        const string Act = "Enregistrer l’accusé de réception";
        await clerk.AnswerAsync(Page(complaint), Act, [("envoi", "Acknowledgement"), .. Day("envoye-le", steps.Today.AddDays(-31))]);
        await clerk.PressAsync("Confirmer");
        clerk.Shows("ni dans le futur ni avant l’enregistrement");

        await clerk.PressAsync("Continuer", Day("envoye-le", steps.Today));
        await clerk.PressAsync("Confirmer");
        clerk.Shows("L’envoi est enregistré");
        await clerk.PlayAsync(Page(complaint), Act, [("envoi", "Information"), .. Day("envoye-le", steps.Today)]);
        await clerk.GetAsync(Page(complaint));
        clerk.Hides("À envoyer", Act);
    }

    [Fact]
    public async Task Regularisation_DemandedAndAnswered_ShowsWhatIsLackingStill()
    {
        var complaint = await steps.RegisterAsync(complete: false);
        using var clerk = await platform.BrowserAsync("cdom-75");
        await clerk.GetAsync(Page(complaint));
        clerk.Shows("la signature de l’auteur");
        await clerk.AnswerAsync(
            Page(complaint), "Demander la régularisation", [.. Day("demandee-le", steps.Today), .. Day("repondre-avant", steps.Today.AddDays(14))]);
        await clerk.PressAsync("Confirmer");
        clerk.Shows("Il y a un problème", "quinze jours au moins");

        await clerk.PressAsync("Continuer", Day("repondre-avant", steps.Today.AddDays(15)));
        await clerk.PressAsync("Confirmer");
        clerk.Shows("La demande est enregistrée");
        await clerk.PlayAsync(
            Page(complaint), "Enregistrer la réponse", [.. Day("repondue-le", steps.Today), ("pieces", "signee|deliberation"), ("copies", "2")]);
        clerk.Shows("La réponse est enregistrée", "Il manque encore : des copies");
    }

    [Fact]
    public async Task Minutes_SignedByAnAbsentAuthor_NameTheSignatures()
    {
        var complaint = await steps.RegisterAsync();
        var page = $"/dossiers/{complaint.Cases[0].CaseId}";
        using var clerk = await platform.BrowserAsync("cdom-75");
        await clerk.PlayAsync(
            page, "Convoquer en conciliation",
            [.. Day("envoyee-le", steps.Today.AddDays(-20)), .. Day("reunion-le", steps.Today.AddDays(-2)), ("conciliateurs", "Dr Anne Lorrain")]);
        await clerk.PlayAsync(
            page, "procès-verbal de conciliation", [.. Day("tenue-le", steps.Today.AddDays(-2)), ("issue", "AuthorAbsent"), ("signatures", "auteur|medecin|conciliateurs")]);
        clerk.Shows("Il y a un problème", "Un absent n’a pas signé.");
    }

    [Fact]
    public async Task Regularisation_AnsweredWithTooManyCopies_IsRefused()
    {
        var complaint = await steps.RegisterAsync(complete: false);
        using var clerk = await platform.BrowserAsync("cdom-75");
        await clerk.PlayAsync(
            Page(complaint), "Demander la régularisation", [.. Day("demandee-le", steps.Today), .. Day("repondre-avant", steps.Today.AddDays(20))]);
        await clerk.PlayAsync(Page(complaint), "Enregistrer la réponse", [.. Day("repondue-le", steps.Today.AddDays(-1)), ("copies", "1001")]);
        clerk.Shows("Il y a un problème", "nombre de 0 à 1000");
    }

    [Fact]
    public async Task Withdrawal_EndsTheCase_AndRefusesADayBeforeTheComplaint()
    {
        var file = File((await steps.RegisterAsync()).Cases[0]);
        using var clerk = await platform.BrowserAsync("cdom-75");
        await clerk.PlayAsync(file, "Enregistrer le retrait", [.. Day("retiree-le", steps.Today.AddDays(-31)), ("suite", "fin")]);
        clerk.Shows("ni avant l’enregistrement de la plainte");

        await clerk.PressAsync("Continuer", Day("retiree-le", steps.Today));
        clerk.Shows("prend fin pour ce médecin");
        await clerk.PressAsync("Confirmer");
        clerk.Shows("Le retrait est enregistré", "Plainte retirée");
        await clerk.GetAsync(file);
        clerk.Hides("Enregistrer le retrait", "Convoquer en conciliation");
    }

    [Fact]
    public async Task OtherCouncil_AskedForAndNamed_Conciliates()
    {
        var file = File((await steps.RegisterAsync()).Cases[0]);
        using var clerk = await platform.BrowserAsync("cdom-75");
        await clerk.PlayAsync(file, "Demander un autre conseil", Day("demande-le", steps.Today));
        clerk.Shows("La demande est enregistrée");
        await clerk.PlayAsync(file, "Demander un autre conseil", Day("demande-le", steps.Today));
        clerk.Shows("L’acte n’a pas été fait", "L’état du dossier ne permet pas cet acte");

        using var national = await platform.BrowserAsync("cnom-discipline");
        await national.PlayAsync(file, "Désigner le conseil", [("conseil", "75"), .. Day("designe-le", steps.Today)]);
        national.Shows("d’un autre conseil que celui du dossier");
        await national.PressAsync("Continuer", ("conseil", "62"));
        await national.PressAsync("Confirmer");
        national.Shows("Le conseil est désigné");
    }

    [Fact]
    public async Task Death_EndsTheCaseForGood()
    {
        var file = File((await steps.RegisterAsync()).Cases[0]);
        using var clerk = await platform.BrowserAsync("cdom-75");
        await clerk.PlayAsync(file, "Enregistrer le décès", Day("decede-le", steps.Today.AddDays(1)));
        clerk.Shows("pas dans le futur");
        await clerk.PressAsync("Continuer", Day("decede-le", steps.Today));
        await clerk.PressAsync("Confirmer");
        clerk.Shows("Le décès est enregistré", "Éteinte par le décès");
        await clerk.GetAsync(file);
        clerk.Hides("Actes possibles");
    }

    private static string Page(Complaint complaint) => $"/plaintes/{complaint.ComplaintId}";

    private static string File(ComplaintCase one) => $"/dossiers/{one.CaseId}";
}
