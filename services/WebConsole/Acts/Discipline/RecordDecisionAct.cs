using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Platform;
using OrdreCouncils.WebConsole.Ui;
using Residence = OrdreCouncils.Protos.Discipline.V1.Residence;

namespace OrdreCouncils.WebConsole.Acts.Discipline;

/// <summary>A first-instance chamber records its decision. The day of execution is shown before it is sent.</summary>
[Calls("discipline/DecisionsService/RecordDecision")]
[Calls("discipline/CasesService/GetCase")]
internal sealed class RecordDecisionAct(CasesService.CasesServiceClient cases, DecisionsService.DecisionsServiceClient decisions) : CaseAct(cases)
{
    private const string ResidenceField = "residence";
    private const string OwnCode = "Le code local de ce territoire compte le délai d’appel (CSP R.4441-27) : la console ne le calcule pas.";

    /// <summary>Department codes overseas have three digits.</summary>
    private const int OverseasCode = 3;

    private static readonly Option[] Sanctions =
    [
        new("Acquittal", "Rejet de la plainte"), new("Warning", "Avertissement"), new("Reprimand", "Blâme"),
        new("BanFromFunctions", "Interdiction de fonctions"), new("BanFromPractice", "Interdiction temporaire d’exercer"),
        new("Radiation", "Radiation du tableau"),
    ];

    private static readonly Option[] Residences =
        [new("Metropolitan", "Métropole"), new("Overseas", "Outre-mer", "Un mois de plus."), new("Abroad", "Étranger", "Deux mois de plus.")];

    private static readonly Field[] Questions =
    [
        new DateField("decidee-le", "Jour de la décision") { Contract = "decided_on", Expected = PastDay },
        new ChoiceField("sanction", "Sanction (CSP L.4124-6)", Sanctions) { Contract = "sanction" },
        new TextField("mois", "Durée en mois")
        {
            Required = false, Digits = true, Longest = 3, Contract = "duration_months", Hint = "Pour une interdiction : trois ans au plus d’exercer.",
            Expected = "Écrivez 1 à 36 mois pour une interdiction d’exercer, et rien pour une sanction sans durée.",
        },
        new TextField("sursis", "Dont mois avec sursis")
        {
            Required = false, Digits = true, Longest = 3, Contract = "suspended_months", Expected = "Le sursis est au plus la durée.",
        },
        new DateField("a-partir-du", "Premier jour d’exécution fixé par la décision")
        {
            Required = false, Contract = "executes_from", Hint = "Vide si la décision n’en fixe pas (CSP R.4126-30).",
            Expected = "Écrivez un jour après la décision.",
        },
        new DateField("jusqu-au", "Dernier jour d’exécution fixé par la décision")
        {
            Required = false, Contract = "executes_until", Expected = "Avec un premier jour, et dans la durée ferme.",
        },
        new DateField("notifiee-le", "Jour de la dernière notification")
        {
            Required = false, Contract = "notified_on", Hint = "Vide si chaque notification est enregistrée à part.",
            Expected = "Ni dans le futur ni avant la décision.",
        },
        new ChoiceField(ResidenceField, "Résidence la plus éloignée de qui peut faire appel", Residences) { Contract = "farthest_residence" },
    ];

    public override string Name => "enregistrer-decision";

    public override string Title => "Enregistrer la décision";

    protected override IReadOnlyList<CaseStatus> Statuses => [CaseStatus.Filed];

    public override IEnumerable<(string Field, string Expected)> Check(ActSubject subject, Answers answers)
    {
        foreach (var field in new[] { "mois", "sursis" })
        {
            if (answers.Text(field).Length > 0 && answers.Number(field) is null)
                yield return (field, "Écrivez un nombre de mois, en chiffres.");
        }

        if (answers.Text("sanction") == "BanFromPractice" && answers.Number("mois") is null or 0)
            yield return ("mois", "Écrivez la durée de l’interdiction, en mois.");
    }

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers)
    {
        var sentences = new List<string> { "La décision est notifiée à chaque destinataire (CSP R.4126-33) ; l’appel suspend son exécution (CSP L.4122-3)." };
        var kind = Enum.Parse<Sanction>(answers.Text("sanction"));
        if (kind is Sanction.BanFromFunctions or Sanction.BanFromPractice or Sanction.Radiation)
        {
            sentences.Add(Execution(subject, answers));
            sentences.Add("Une fois définitive, elle change le tableau et les partenaires en sont informés, sans autre acte.");
        }
        else
            sentences.Add("Elle ne change pas ce que le tableau montre.");
        return Task.FromResult<IReadOnlyList<string>>(sentences);
    }

    public override async Task<Outcome> SendAsync(ActRequest request)
    {
        var answers = request.Answers;
        var decision = (await decisions.RecordDecisionAsync(new RecordDecisionRequest
        {
            RequestId = request.RequestId, CaseId = request.Record, Sanction = Enum.Parse<Sanction>(answers.Text("sanction")),
            DurationMonths = answers.Number("mois") ?? 0, SuspendedMonths = answers.Number("sursis") ?? 0,
            DecidedOn = answers.ProtoDate("decidee-le"), NotifiedOn = answers.ProtoDate("notifiee-le"),
            ExecutesFrom = answers.ProtoDate("a-partir-du"), ExecutesUntil = answers.ProtoDate("jusqu-au"),
            FarthestResidence = answers.Text(ResidenceField) is { Length: > 0 } residence ? Enum.Parse<Residence>(residence) : Residence.Unspecified,
        })).Decision;
        var next = new List<string>();
        if (decision.LastDayOfAppeal is not null)
            next.Add($"Dernier jour d’appel : {Dates.Of(decision.LastDayOfAppeal)}.");
        if (decision.EnforceableOn is not null)
            next.Add($"Sans appel, elle s’exécute à partir du {Dates.Of(decision.EnforceableOn)}.");
        next.AddRange(decision.Awaited.Select(addressee => $"À notifier : {CaseWords.Of(addressee)}."));
        return new Outcome("La décision est enregistrée")
        {
            Next = next, Address = $"/dossiers/{request.Record}/decisions", AddressLabel = "Voir les décisions et recours",
        };
    }

    protected override Task<ActSubject> CompleteAsync(Case file, ActSubject subject) => Task.FromResult(subject with
    {
        Fields = Questions,
        Begin = Answers.None.With(ResidenceField, file.Council.Length == OverseasCode ? nameof(Residence.Overseas) : nameof(Residence.Metropolitan)),
        Notes = file.Chamber is "nouvelle-caledonie" or "polynesie-francaise" ? [OwnCode] : [],
    });

    /// <summary>The day as far as the answers tell it; the platform counts it with the notifications that it knows.</summary>
    private static string Execution(ActSubject subject, Answers answers)
    {
        if (answers.Date("a-partir-du") is { } from)
            return $"Sans appel, elle s’exécute à partir du {Dates.Of(from)}, jour fixé par la décision (CSP R.4126-30).";
        if (subject.Notes.Contains(OwnCode))
            return OwnCode;
        if (answers.Date("notifiee-le") is not { } notified || LegalRules.Appeal.InForceOn(notified) is null)
            return "Elle s’exécutera le lendemain du jour où elle sera définitive, lorsque tous auront été notifiés (CSP R.4126-30).";
        var residence = answers.Text(ResidenceField) switch
        {
            nameof(Residence.Overseas) => LegalTime.Residence.Overseas,
            nameof(Residence.Abroad) => LegalTime.Residence.Abroad,
            _ => LegalTime.Residence.Metropolitan,
        };
        var appeal = TimeLimits.Compute(LegalRules.Appeal, notified, residence).LastDay;
        var final = TimeLimits.Compute(LegalRules.FinalWithoutAppeal, appeal).LastDay;
        var enforceable = TimeLimits.Compute(LegalRules.EnforceableByDefault, final).LastDay;
        return $"Dernier jour d’appel : {Dates.Of(appeal)}. Sans appel, elle est définitive le {Dates.Of(final)} (CSP R.4126-40) "
            + $"et s’exécute à partir du {Dates.Of(enforceable)} (CSP R.4126-30).";
    }
}
