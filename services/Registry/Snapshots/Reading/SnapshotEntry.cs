using System.Text.Json;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;

namespace OrdreCouncils.Registry.Snapshots.Reading;

/// <summary>A line of a snapshot. Number and name key are read at once, the rest on demand.</summary>
/// <param name="Key">Search key: family name, two spaces, first names, in a to z, digits and single spaces.</param>
internal sealed record SnapshotEntry(string Rpps, string Key, string Line)
{
    private const int NumberLength = 11;
    private const int NumberAt = 9;

    /// <summary>Null when the line does not have this format.</summary>
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

    /// <summary>Each typed word, or some of them in a row read as one, must begin a word of the family name or of the first names.</summary>
    public bool Matches(IReadOnlyList<string> words)
    {
        var (family, given) = NameKey.Split(Key);
        // Number of words from the first that are accounted for.
        var reached = new bool[words.Count + 1];
        reached[0] = true;
        for (var from = 0; from < words.Count; from++)
        {
            for (var to = from + 1; reached[from] && to <= words.Count; to++)
            {
                var text = to == from + 1 ? words[from] : string.Join(' ', words.Skip(from).Take(to - from));
                if (!NameMatch.BeginsWord(text, family) && !NameMatch.BeginsWord(text, given))
                    break;
                reached[to] = true;
            }
        }

        return reached[^1];
    }

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

/// <summary>Content of a line. Fields of a later version are ignored.</summary>
internal sealed record SnapshotPhysician
{
    public static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public required string Rpps { get; init; }
    public required string Title { get; init; }
    public required string FamilyName { get; init; }
    public required string GivenName { get; init; }
    public required string Council { get; init; }

    /// <summary>Professional category (TRE_R09); empty when not known.</summary>
    public string Category { get; init; } = "";

    /// <summary>The number that answers for this one; empty when it is not merged.</summary>
    public string MergedInto { get; init; } = "";

    /// <summary>Name of a <see cref="RegistrationStatus"/>.</summary>
    public required string Status { get; init; }
    public required bool MayPractise { get; init; }
    public DateOnly? RegisteredSince { get; init; }

    /// <summary>Last day on which all of this holds as far as is known; null when no known fact changes it.</summary>
    public DateOnly? HoldsUntil { get; init; }
    public required IReadOnlyList<SnapshotRestriction> Restrictions { get; init; }
    public required IReadOnlyList<SnapshotQualification> Qualifications { get; init; }
    public required IReadOnlyList<SnapshotPlace> Places { get; init; }
}

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
    public DateOnly? RecognisedOn { get; init; }
}

internal sealed record SnapshotPlace
{
    public required string Structure { get; init; }
    public required string PostalCode { get; init; }
    public required string Town { get; init; }
    public required string Department { get; init; }

    /// <summary>Kind of the activity (TRE_R22); empty when not known.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Function in the structure (TRE_R21); empty when not known.</summary>
    public string Function { get; init; } = "";
}
