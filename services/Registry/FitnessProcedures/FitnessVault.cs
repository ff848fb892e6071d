using OrdreCouncils.Registry.Secrets;
using OrdreCouncils.ServiceDefaults.Secrets;

namespace OrdreCouncils.Registry.FitnessProcedures;

/// <summary>Seals the content of a procedure to the procedure, its physician, the topic and the number, and opens it. Call it outside a write
/// transaction.</summary>
internal sealed class FitnessVault(Sealer sealer)
{
    // JSON writes a character in six bytes at most: a name of 200 characters, a part of 200 and a training of 2,000.
    private const int KindSize = 128;
    private const int ExpertSize = 2_048;
    private const int RulingSize = 14_336;

    public ContentRow Kind(ProcedureRow row, string kind) => Seal(row, Topics.Kind, 1, PaddedJson.Write(new SealedKind(kind), KindSize));

    public ContentRow Grounds(ProcedureRow row, string grounds) => Seal(row, Topics.Grounds, 1, grounds);

    public ContentRow Expert(ProcedureRow row, int place, SealedExpert expert) => Seal(row, Topics.Expert, place, PaddedJson.Write(expert, ExpertSize));

    public ContentRow Report(ProcedureRow row, int number, SealedReport report) => Seal(row, Topics.Report, number, PaddedJson.Write(report, SizeOf(report)));

    public IEnumerable<ContentRow> Ruling(ProcedureRow row, string level, SealedRuling ruling, string reasons) =>
    [
        Seal(row, Topics.Ruling, Topics.NumberOf(level), PaddedJson.Write(ruling, RulingSize)), Seal(row, Topics.Reasons, Topics.NumberOf(level), reasons),
    ];

    public string OpenKind(ProcedureRow row, IEnumerable<ContentRow> held) => Read<SealedKind>(row, held.Single(content => content.Topic == Topics.Kind)).Kind;

    public T Read<T>(ProcedureRow row, ContentRow held) => PaddedJson.Read<T>(Open(row, held));

    public string Open(ProcedureRow row, ContentRow held) => sealer.OpenBound(SealPurposes.Fitness, BoundTo(row, held.Topic, held.Number), held.Sealed);

    private ContentRow Seal(ProcedureRow row, string topic, int number, string text) => new()
    {
        ProcedureId = row.Id,
        Topic = topic,
        Number = number,
        Sealed = sealer.Seal(SealPurposes.Fitness, BoundTo(row, topic, number), text),
    };

    // A report that the physician was absent is as long as another of the same text: the two days are always there.
    private static int SizeOf(SealedReport report) => 512 + (6 * report.Text.Length);

    private static SealedTo BoundTo(ProcedureRow row, string topic, int number) => new(row.Id, row.Rpps, topic, $"{number}");
}

/// <summary>Stored words.</summary>
internal static class Topics
{
    public const string Kind = "Kind";
    public const string Grounds = "Grounds";
    public const string Expert = "Expert";
    public const string Report = "Report";
    public const string Ruling = "Ruling";
    public const string Reasons = "Reasons";

    /// <summary>A ruling is numbered by its formation.</summary>
    public static int NumberOf(string level) => level == Formations.National ? 2 : 1;
}

/// <param name="Kind">Name of a <see cref="Protos.Registry.V1.FitnessKind"/>.</param>
internal sealed record SealedKind(string Kind);

internal sealed record SealedExpert(string Name, bool SameSpecialty, bool Teaches);

/// <param name="SummonedOn">The two days, when the physician was absent.</param>
internal sealed record SealedReport(bool Absent, IReadOnlyList<DateOnly> SummonedOn, string Text);

internal sealed record SealedRuling(string Part, string Training, bool Presumed);
