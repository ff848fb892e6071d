using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Ui;

namespace OrdreCouncils.WebConsole.Acts.Discipline;

/// <summary>An act on one case, offered on its page while the case is in one of some statuses.</summary>
internal abstract class CaseAct(CasesService.CasesServiceClient cases) : Act
{
    public const string Opinion = "avis";
    public const string PastDay = "Écrivez un jour qui n’est ni dans le futur ni avant les faits ou l’acte précédent.";

    public sealed override ActPlace Place => ActPlace.Case;

    protected CasesService.CasesServiceClient Cases { get; } = cases;

    protected abstract IReadOnlyList<CaseStatus> Statuses { get; }

    public sealed override bool FitsState(string state) => Statuses.Any(status => ActLinks.State(status) == state);

    public sealed override async Task<ActSubject> LoadAsync(string record)
    {
        var file = (await Cases.GetCaseAsync(new GetCaseRequest { CaseId = record })).Case;
        return await CompleteAsync(file, new ActSubject(record, TitleOf(file), $"/dossiers/{record}", []) { Etag = file.Etag });
    }

    /// <summary>Adds the questions, and what to know before answering.</summary>
    protected abstract Task<ActSubject> CompleteAsync(Case file, ActSubject subject);

    protected static string TitleOf(Case file) =>
        $"{(file.ComplaintNumber.Length > 0 ? $"Dossier {file.ComplaintNumber}" : file.Title)} — {file.RespondentName}";

    /// <summary>The case after an act, with its next deadline.</summary>
    protected static Outcome Done(string done, Case file) => new(done, file.ComplaintNumber)
    {
        Next = Next(file), Address = $"/dossiers/{file.CaseId}", AddressLabel = "Ouvrir le dossier",
    };

    private static IReadOnlyList<string> Next(Case file) => file.NextDeadline is { } deadline
        ? [$"Étape : {CaseWords.Of(file.Status)}.", $"Prochaine échéance : {Dates.Of(deadline.LastDay)}, {CaseWords.Of(deadline.Actor)}."]
        : [$"Étape : {CaseWords.Of(file.Status)}."];
}
