using static OrdreCouncils.Tests.WebConsole.ActSteps;

namespace OrdreCouncils.Tests.WebConsole;

/// <summary>Acts of a chamber's registry, from the complete file to the hearing.</summary>
[Collection(nameof(ConsolePlatform))]
public class ChamberActsTests(ConsolePlatform platform)
{
    private readonly CaseSteps steps = new(platform);

    [Fact]
    public async Task CompleteFile_StartsTheSixMonths()
    {
        var file = $"/dossiers/{await steps.FiledAsync()}";
        using var registry = await platform.BrowserAsync(CaseSteps.Registry);
        await registry.PlayAsync(file, "réception du dossier complet", Day("complet-le", steps.Today.AddDays(-41)));
        registry.Shows("Il y a un problème", "ni avant les faits");
        await registry.PressAsync("Continuer", Day("complet-le", steps.Today));
        registry.Shows("dans les six mois de ce jour (CSP L.4124-1, R.4126-10)");
        await registry.PressAsync("Confirmer");
        registry.Shows("Le dossier complet est enregistré", "La chambre statue jusqu’au");
        await registry.GetAsync(file);
        registry.Shows("Dossier complet le", "Délai pour juger");
    }

    [Fact]
    public async Task Instruction_FromRegistrationToClosure_IsShownOnItsPage()
    {
        var page = await RegisteredAsync();
        using var registry = await platform.BrowserAsync(CaseSteps.Registry);
        const string Ask = "Demander un mémoire";
        await registry.PlayAsync(page, Ask, [
            ("partie", "Respondent"), ("demande", "Defence"), .. Day("envoyee-le", steps.Today), .. Day("jusqu-au", steps.Today.AddDays(20)),
        ]);
        registry.Shows("Il y a un problème", "au moins le délai de la loi");
        await registry.PressAsync("Continuer", [("jusqu-au.jour", ""), ("jusqu-au.mois", ""), ("jusqu-au.annee", "")]);
        registry.Shows("un mois au moins", "CSP R.4126-12, al. 2");
        await registry.PressAsync("Confirmer");
        registry.Shows("La demande est enregistrée", "Repère");

        await registry.PlayAsync(page, "réception d’une demande", [("numero", "1"), .. Day("recue-le", steps.Today.AddDays(-1))]);
        registry.Shows("ni avant l’envoi de la demande");
        await registry.PressAsync("Continuer", Day("recue-le", steps.Today));
        await registry.PressAsync("Confirmer");
        registry.Shows("La réception est enregistrée");

        await registry.PlayAsync(page, "Enregistrer un mémoire", [("partie", "Council"), ("titre", "Mémoire en défense"), .. Day("recu-le", steps.Today), ("numero", "1")]);
        registry.Shows("une demande faite à la même partie");
        await registry.PressAsync("Continuer", ("partie", "Respondent"));
        await registry.PressAsync("Confirmer");
        registry.Shows("Le mémoire est enregistré", "Communiquez-le");

        const string Close = "ordonnance de clôture";
        await registry.PlayAsync(
            page, Close, [.. Day("ordonnee-le", steps.Today), .. Day("envoyee-le", steps.Today), .. Day("close-le", steps.Today.AddDays(14))]);
        registry.Shows("quinze jours au moins après l’envoi");
        await registry.PressAsync("Continuer", Day("close-le", steps.Today.AddDays(15)));
        await registry.PressAsync("Confirmer");
        registry.Shows("L’ordonnance de clôture est enregistrée");
        await registry.GetAsync(page);
        registry.Shows("ile-de-france-", "Mémoire en défense", "Médecin poursuivi", "Clôture", "reçue le");
        registry.Hides(Ask, Close);

        await registry.PlayAsync(page, "réouverture", Day("rouverte-le", steps.Today.AddDays(-1)));
        registry.Shows("ni avant l’ordonnance de clôture");
        await registry.PressAsync("Continuer", Day("rouverte-le", steps.Today));
        await registry.PressAsync("Confirmer");
        registry.Shows("La réouverture est enregistrée");
    }

    [Fact]
    public async Task Registration_BeforeTheSeisin_IsRefused()
    {
        var file = $"/dossiers/{await steps.FiledAsync()}";
        using var registry = await platform.BrowserAsync(CaseSteps.Registry);
        await registry.GetAsync(file + "/instruction");
        registry.Shows("La chambre n’a pas enregistré l’affaire");
        await registry.PlayAsync(file, "Enregistrer l’affaire", Day("enregistree-le", steps.Today.AddDays(-1)));
        registry.Shows("ni avant la saisine de la chambre");
    }

    [Fact]
    public async Task Hearing_IsSetSummonedAndPostponed()
    {
        var page = await RegisteredAsync();
        using var registry = await platform.BrowserAsync(CaseSteps.Registry);
        await registry.PlayAsync(page, "Désigner le rapporteur", [("nom", "Honorine Tassigny"), ("conseil", "75"), .. Day("nomme-le", steps.Today)]);
        registry.Shows("ne siège ni au conseil qui se plaint");
        await registry.PressAsync("Continuer", ("conseil", "92"));
        await registry.PressAsync("Confirmer");
        registry.Shows("Le rapporteur est désigné");

        await registry.PlayAsync(page, "Fixer l’audience", [
            .. Day("fixee-le", steps.Today), .. Day("audience-le", steps.Today.AddDays(60)), ("heure", "9h30"), ("lieu", "9 rue Borromée, Paris"), ("publicite", "Public"),
            ("president", "Aurèle Montjoie"), ("titulaires", "Honorine Tassigny, 92\nBasile Quervain, 93\nDr Paul Aubry, 94\nDorian Fauvel"),
        ]);
        registry.Shows("Écrivez une heure comme 09:30");
        await registry.PressAsync("Continuer", ("heure", "09:30"));
        await registry.PressAsync("Confirmer");
        registry.Shows("aucun n’a connu de l’affaire");
        await registry.PressAsync("Continuer", ("titulaires", "Honorine Tassigny, 92\nBasile Quervain, 93\nCéleste Lormeau, 94\nDorian Fauvel"));
        await registry.PressAsync("Confirmer");
        registry.Shows("L’audience est fixée", "À convoquer : Médecin poursuivi");
        await registry.FollowLinkAsync("Ouvrir l’audience");
        var hearing = registry.Address.AbsolutePath;
        registry.Shows("9 rue Borromée", "Aurèle Montjoie", "À venir");

        await registry.PlayAsync(hearing, "Enregistrer une convocation", [
            ("partie", "Respondent"), ("residence", "Metropolitan"), .. Day("envoyee-le", steps.Today), .. Day("recue-le", steps.Today),
        ]);
        registry.Shows("La convocation du médecin dit qu’il a le droit de se taire");
        await registry.PressAsync("Continuer", ("silence", "oui"));
        await registry.PressAsync("Confirmer");
        registry.Shows("La convocation est enregistrée", "Convocation attendue : Conseil départemental");

        const string Record = "tenue ou le renvoi";
        await registry.PlayAsync(hearing, Record, [("issue", "Held"), ("presents", "Respondent"), ("silence", "oui")]);
        registry.Shows("Une audience est tenue quand son jour est venu");
        await registry.PressAsync("Continuer", [("issue", "Postponed"), .. Day("renvoyee-le", steps.Today), ("presents", "")]);
        await registry.PressAsync("Confirmer");
        registry.Shows("Le renvoi est enregistré");
        await registry.GetAsync(hearing);
        registry.Shows("Renvoyée");
        registry.Hides(Record);
    }

    [Fact]
    public async Task Withdrawal_OfEachComplainant_AndItsOrder_EndTheCase()
    {
        var page = await RegisteredAsync();
        using var registry = await platform.BrowserAsync(CaseSteps.Registry);
        const string Order = "ordonnance du président";
        await registry.PlayAsync(page, Order, [("motif", "Inadmissible"), .. Day("ordonnee-le", steps.Today)]);
        registry.Shows("Il y a un problème", "restée sans réponse");
        await registry.PressAsync("Continuer", [("motif", "Withdrawal")]);
        await registry.PressAsync("Confirmer");
        registry.Shows("L’acte n’a pas été fait");

        await registry.PlayAsync(page, "un désistement", [("partie", "Council"), .. Day("desiste-le", steps.Today.AddDays(-1))]);
        registry.Shows("ni avant l’enregistrement de l’affaire");
        await registry.PressAsync("Continuer", Day("desiste-le", steps.Today));
        await registry.PressAsync("Confirmer");
        registry.Shows("Le désistement est enregistré");
        await registry.PlayAsync(page, "un désistement", [("partie", "Author"), .. Day("desiste-le", steps.Today)]);
        await registry.PlayAsync(page, Order, [("motif", "Withdrawal"), .. Day("ordonnee-le", steps.Today)]);
        registry.Shows("L’ordonnance est enregistrée");
        await registry.GetAsync(page);
        registry.Shows("Donne acte d’un désistement");
        registry.Hides("Actes possibles");
    }

    private async Task<string> RegisteredAsync()
    {
        var file = $"/dossiers/{await steps.FiledAsync()}";
        using var registry = await platform.BrowserAsync(CaseSteps.Registry);
        await registry.PlayAsync(file, "Enregistrer l’affaire", Day("enregistree-le", steps.Today));
        registry.Shows("L’affaire est enregistrée", "ile-de-france-");
        return file + "/instruction";
    }
}
