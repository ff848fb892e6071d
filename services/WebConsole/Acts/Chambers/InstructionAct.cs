using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Acts.Discipline;
using OrdreCouncils.WebConsole.Platform;
using OrdreCouncils.WebConsole.Ui;

namespace OrdreCouncils.WebConsole.Acts.Chambers;

/// <summary>An act on the instruction of a case at the level of the person's chamber, offered on the page of the instruction.</summary>
internal abstract class InstructionAct(InstructionsService.InstructionsServiceClient instructions, Viewer viewer) : Act
{
    public const string Open = "ouverte";
    public const string Closed = "close";

    /// <summary>A request whose day of receipt is not recorded.</summary>
    public const string Awaited = "a-recevoir";

    /// <summary>A rapporteur is appointed, and no hearing is to come.</summary>
    public const string ToSet = "a-fixer";

    /// <summary>The case waits for a decision of this chamber.</summary>
    public const string Pending = "en-instance";

    protected const string SinceRegistration = "Écrivez un jour qui n’est ni dans le futur ni avant l’enregistrement de l’affaire.";

    public sealed override ActPlace Place => ActPlace.Instruction;

    protected InstructionsService.InstructionsServiceClient Instructions { get; } = instructions;

    /// <summary>States in all of which the instruction is.</summary>
    protected virtual IReadOnlyList<string> Wanted => [Pending];

    /// <param name="instruction">At the level of the person.</param>
    /// <param name="status">Of the case.</param>
    /// <param name="hasHearing">One is to come.</param>
    public static string State(Instruction instruction, CaseStatus status, bool hasHearing)
    {
        var closed = InForce(instruction) is not null;
        return ActLinks.State(
            (Pending, status == (instruction.Level == InstanceLevel.National ? CaseStatus.Appealed : CaseStatus.Filed)), (Open, !closed), (Closed, closed),
            (Awaited, instruction.Requests.Any(request => request.ReceivedOn is null)), (ToSet, instruction.Rapporteurs.Count > 0 && !hasHearing));
    }

    /// <summary>Order that closes the instruction and was not reopened.</summary>
    public static Closure? InForce(Instruction instruction) => instruction.Closures.LastOrDefault(closure => closure.ReopenedOn is null);

    public sealed override bool FitsState(string state) => Wanted.All(wanted => ActLinks.Holds(state, wanted));

    public sealed override async Task<ActSubject> LoadAsync(string record)
    {
        var instruction = (await Instructions.GetInstructionAsync(new GetInstructionRequest { CaseId = record, Level = ChamberLevel.Of(viewer) })).Instruction;
        return Complete(
            instruction,
            new ActSubject(record, $"Affaire {instruction.Number} — {instruction.RespondentName}", PageOf(record), []) { Etag = instruction.Etag });
    }

    protected abstract ActSubject Complete(Instruction instruction, ActSubject subject);

    protected static Outcome Done(string done, Instruction instruction, params IReadOnlyList<string> next) =>
        new(done, instruction.Number) { Next = next, Address = PageOf(instruction.CaseId), AddressLabel = "Ouvrir l’instruction" };

    /// <summary>Requests as options, by their numbers.</summary>
    protected static IReadOnlyList<Option> Numbers(IEnumerable<MemorandumRequest> requests) =>
        [.. requests.Select(request => new Option($"{request.Number}", InstructionWords.Of(request)))];

    private static string PageOf(string caseId) => $"/dossiers/{caseId}/instruction";
}
