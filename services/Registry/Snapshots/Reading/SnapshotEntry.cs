using System.Text.Json;
using OrdreCouncils.Protos.Registry.V1;

namespace OrdreCouncils.Registry.Snapshots.Reading;

/// <summary>A line of a snapshot: its number and name key at once, the rest when asked for.</summary>
/// <param name="Rpps">RPPS number.</param>
/// <param name="Key">The name as it is searched: family name, two spaces, first names, in a to z, digits and single spaces.</param>
/// <param name="Line">The whole line.</param>
internal sealed record SnapshotEntry(string Rpps, string Key, string Line)
{
    private const int NumberLength = 11;
    private const int NumberAt = 9;

    /// <summary>Null for what is no line of this format.</summary>
    public static SnapshotEntry? Of(string line)
    {
        const int after = NumberAt + NumberLength;
        if (!line.StartsWith(SnapshotFormat.Number, StringComparison.Ordinal) || line.Length < after
            || string.CompareOrdinal(line, after, SnapshotFormat.Key, 0, SnapshotFormat.Key.Length) != 0)
        {
            return null;
        }

        var from = after + SnapshotFormat.Key.Length;
        var to = line.IndexOf('"', from);
        return to < 0 ? null : new SnapshotEntry(line[NumberAt..after], line[from..to], line);
    }

    /// <summary>Whether each of some words begins a word of the name.</summary>
    public bool Matches(IReadOnlyList<string> words) => words.All(word =>
        Key.StartsWith(word, StringComparison.Ordinal) || Key.Contains(" " + word, StringComparison.Ordinal));

    public SnapshotPhysician Read()
    {
        try
        {
            return JsonSerializer.Deserialize<SnapshotPhysician>(Line, SnapshotPhysician.Json) ?? throw SnapshotRefused.OtherFormat();
        }
        catch (JsonException)
        {
            throw SnapshotRefused.OtherFormat();
        }
    }
}

/// <summary>What a line says. Fields of a later version are passed over.</summary>
internal sealed record SnapshotPhysician
{
    public static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public required string Rpps { get; init; }
    public required string Title { get; init; }
    public required string FamilyName { get; init; }
    public required string GivenName { get; init; }
    public required string Council { get; init; }

    /// <summary>The number that answers for this one; empty when it does itself.</summary>
    public string MergedInto { get; init; } = "";

    /// <summary>Name of a <see cref="RegistrationStatus"/>.</summary>
    public required string Status { get; init; }
    public required bool MayPractise { get; init; }
    public DateOnly? RegisteredSince { get; init; }

    /// <summary>Last day on which all this stays so, by what was known; null when nothing known would change it.</summary>
    public DateOnly? HoldsUntil { get; init; }
    public required IReadOnlyList<SnapshotRestriction> Restrictions { get; init; }
    public required IReadOnlyList<SnapshotQualification> Qualifications { get; init; }
    public required IReadOnlyList<SnapshotPlace> Places { get; init; }
}

/// <summary>A restriction that ran on the snapshot's day.</summary>
internal sealed record SnapshotRestriction
{
    /// <summary>Name of a <see cref="RestrictionKind"/>.</summary>
    public required string Kind { get; init; }
    public required DateOnly From { get; init; }
    public DateOnly? Until { get; init; }
    public bool Partial { get; init; }
}

internal sealed record SnapshotQualification
{
    public required string Kind { get; init; }
    public required string Code { get; init; }
    public required string Label { get; init; }
}

internal sealed record SnapshotPlace
{
    public required string Structure { get; init; }
    public required string PostalCode { get; init; }
    public required string Town { get; init; }
    public required string Department { get; init; }
}
