using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Acts.Discipline;
using OrdreCouncils.WebConsole.Platform;
using OrdreCouncils.WebConsole.Ui;

namespace OrdreCouncils.WebConsole.Acts.Decisions;

/// <summary>An act on one decision of a case, offered beside it.</summary>
internal abstract class DecisionAct(DecisionsService.DecisionsServiceClient decisions, Viewer viewer) : Act
{
    public const string First = "premiere-instance";
    public const string National = "nationale";
    public const string Stands = "applicable";
    public const string Appealed = "appelee";
    public const string Opposed = "frappee-d-opposition";
    public const string RevisionAsked = "revision-demandee";
    public const string Remanded = "renvoyee";
    public const string Revisable = "revisable";
    public const string Opposable = "par-defaut";

    /// <summary>The Conseil d'État has not ruled on an appeal in cassation.</summary>
    public const string InCassation = "en-cassation";

    protected const string SinceDecision = "Écrivez un jour qui n’est ni dans le futur ni avant la décision.";

    public sealed override ActPlace Place => ActPlace.Decision;

    protected DecisionsService.DecisionsServiceClient Decisions { get; } = decisions;

    /// <summary>The person is the registry of the national chamber.</summary>
    protected bool IsNational { get; } = ChamberLevel.IsNational(viewer);

    public static string State(Decision decision) => ActLinks.State(
        (First, decision.Kind == DecisionKind.FirstInstance),
        (National, decision.Kind is DecisionKind.Appeal or DecisionKind.Opposition or DecisionKind.Remand),
        (Stands, decision.Stands), (Appealed, Has(decision, RemedyKind.Appeal)), (Opposed, Has(decision, RemedyKind.Opposition)),
        (RevisionAsked, Has(decision, RemedyKind.Revision)), (Remanded, decision.Remedies.Any(remedy => remedy.Outcome == CassationOutcome.Remanded)),
        (Revisable, decision.FinalOn is not null && decision.Sanction is Sanction.BanFromPractice or Sanction.Radiation),
        (InCassation, Pending(decision).Any()), (Opposable, decision.ByDefault && decision.Kind is DecisionKind.Appeal or DecisionKind.Remand));

    public sealed override async Task<ActSubject> LoadAsync(string record)
    {
        var decision = (await Decisions.GetDecisionAsync(new GetDecisionRequest { DecisionId = record })).Decision;
        var duration = CaseWords.Duration(decision.DurationMonths, decision.DurationDays, decision.SuspendedMonths, decision.SuspendedDays);
        return Complete(decision, new ActSubject(
            record, $"{CaseWords.Of(decision.Kind)}, {Dates.Of(decision.DecidedOn)} — {$"{CaseWords.Of(decision.Sanction)} {duration}".Trim()}",
            PageOf(decision), []) { Etag = decision.Etag });
    }

    protected abstract ActSubject Complete(Decision decision, ActSubject subject);

    protected static Outcome Done(string done, Decision decision, params IReadOnlyList<string> next) =>
        new(done) { Next = next, Address = PageOf(decision), AddressLabel = "Voir les décisions et recours" };

    protected static IEnumerable<Remedy> Pending(Decision decision) =>
        decision.Remedies.Where(remedy => remedy is { Kind: RemedyKind.Cassation, Outcome: CassationOutcome.Unspecified });

    /// <summary>Which appeal in cassation an act is about.</summary>
    protected static ChoiceField CassationField(Decision decision) => new("pourvoi", "Quel pourvoi ?", [.. Pending(decision).Select(remedy =>
        new Option(remedy.RemedyId, $"Pourvoi formé par {CaseWords.Of(remedy.Appellant)} le {Dates.Of(remedy.LodgedOn)}"))]) { Contract = "remedy_id" };

    /// <summary>The only one, chosen already.</summary>
    protected static Answers OnlyPending(Decision decision) =>
        Pending(decision).ToList() is [var only] ? Answers.None.With("pourvoi", only.RemedyId) : Answers.None;

    private static bool Has(Decision decision, RemedyKind kind) => decision.Remedies.Any(remedy => remedy.Kind == kind);

    private static string PageOf(Decision decision) => $"/dossiers/{decision.CaseId}/decisions";
}
