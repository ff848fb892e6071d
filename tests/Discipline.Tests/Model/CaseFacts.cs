using System.Collections.Immutable;
using OrdreCouncils.Discipline.Proceedings;
using OrdreCouncils.Protos.Discipline.V1;

namespace OrdreCouncils.Tests.Discipline.Model;

/// <summary>A case at a moment of the exploration. Two orders of the same acts give equal keys.</summary>
internal sealed record CaseFacts(Proceeding Proceeding, DateOnly Today, ImmutableSortedSet<string> Acts)
{
    public static readonly DateOnly Start = new(2026, 3, 10);

    public string Key => $"{Today.DayNumber} {string.Join(' ', Acts)}";

    public IReadOnlyList<DecisionRow> Decisions => Proceeding.Decisions;

    public bool Urgent => Decisions[0].Urgent;

    public override string ToString() => $"{Today:yyyy-MM-dd}: {string.Join(' ', Acts)}";

    public static CaseFacts Decided(
        string act, Sanction sanction, int months = 0, int suspended = 0, int days = 0, int suspendedDays = 0, DateOnly? fixedOn = null, bool urgent = false)
    {
        var first = new DecisionRow
        {
            Id = "D", Sanction = sanction, DurationMonths = months, SuspendedMonths = suspended,
            DurationDays = days, SuspendedDays = suspendedDays, ExecutesFrom = fixedOn, Urgent = urgent, DecidedOn = Start,
        };
        var proceeding = new Proceeding
        {
            CaseId = "case", Rpps = "", Council = "75", RegisterCouncil = "75", Chamber = "ile-de-france", HasAuthor = false, Decisions = [first],
        };
        return new CaseFacts(proceeding, Start, ImmutableSortedSet.Create(StringComparer.Ordinal, act));
    }

    public CaseFacts At(DateOnly day) => this with { Today = day };

    /// <summary>The act is known by the day on which it was done.</summary>
    public CaseFacts With(string act, Proceeding proceeding) => this with { Proceeding = proceeding, Acts = Acts.Add($"{act}@{Today:MMdd}") };

    public CaseFacts With(string act, DecisionRow decision) =>
        With($"{decision.Id}:{act}", Proceeding with { Decisions = [.. Decisions, decision with { DecidedOn = Today }] });

    public CaseFacts With(RemedyRow remedy) =>
        With($"{remedy.Id}:{remedy.LodgedOn:MMdd}", Proceeding with { Remedies = [.. Proceeding.Remedies, remedy] });

    public CaseFacts Told(DecisionRow decision, params Addressee[] addressees) => With(
        $"told-{decision.Id}-{addressees.Length}", Proceeding with
        {
            Notifications =
            [
                .. Proceeding.Notifications,
                .. addressees.Select(addressee => new NotificationRow
                {
                    DecisionId = decision.Id, Addressee = addressee, Outcome = NotificationOutcome.Received, OutcomeOn = Today, LastDay = Today.AddDays(30),
                }),
            ],
        });
}
