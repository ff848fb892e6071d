using System.Security.Cryptography;
using System.Text;
using OrdreCouncils.Protos.Formats;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Index;

namespace OrdreCouncils.Registry.Search;

/// <summary>One way to read the typed words: some as the family name, some as first names.</summary>
/// <param name="Family">Null when it is not restricted.</param>
/// <param name="Given">Null when it is not restricted.</param>
/// <param name="Strongest">The best kind of match that this reading can give.</param>
internal sealed record Reading(TypedName? Family, TypedName? Given, MatchKind Strongest = MatchKind.Exact);

/// <summary>Criteria of a search; a hit meets all of them.</summary>
internal sealed record SearchCriteria
{
    /// <summary>One of them must match; empty when no name is asked for.</summary>
    public IReadOnlyList<Reading> Readings { get; init; } = [];
    public MatchKind Weakest { get; init; } = MatchKind.SoundsAlike;
    public string Council { get; init; } = "";

    /// <summary>Postal code, or a <see cref="TownKey"/>.</summary>
    public string Municipality { get; init; } = "";
    public string Mode { get; init; } = "";

    /// <summary>One of them must be held.</summary>
    public IReadOnlyList<string> Specialties { get; init; } = [];
    public SoughtStatus Status { get; init; }

    /// <summary>Only physicians with a present activity.</summary>
    public bool InPractice { get; init; }

    /// <summary>Identifies the criteria in page tokens.</summary>
    public required byte[] Mark { get; init; }
}

/// <summary>Place after which a page begins. The physician at that place need not exist any more.</summary>
/// <remarks>The order depends on the names of each physician alone, so that writes to others do not move a physician across pages.</remarks>
internal sealed record SearchCursor(MatchKind Kind, string SortKey, string Rpps)
{
    public static readonly SearchCursor Start = new(MatchKind.Unspecified, "", "00000000000");

    private const int MarkLength = 8;
    private const int KeyStart = 1 + RppsNumber.Length;

    /// <summary>Opaque page token, marked with the criteria so that it cannot be used with others.</summary>
    public string Token(SearchCriteria criteria) =>
        Convert.ToBase64String([.. criteria.Mark, .. Encoding.ASCII.GetBytes($"{(int)Kind}{Rpps}{SortKey}")]).Replace('+', '-').Replace('/', '_');

    /// <summary>Null when the token does not belong to these criteria.</summary>
    public static SearchCursor? Parse(string token, byte[] mark)
    {
        if (token.Length == 0)
            return Start;
        var bytes = new byte[token.Length];
        if (!Convert.TryFromBase64String(token.Replace('-', '+').Replace('_', '/'), bytes, out var length)
            || length < MarkLength + KeyStart
            || !bytes.AsSpan(0, MarkLength).SequenceEqual(mark))
        {
            return null;
        }

        var text = Encoding.ASCII.GetString(bytes, MarkLength, length - MarkLength);
        return text[..KeyStart].All(char.IsAsciiDigit) ? new SearchCursor((MatchKind)(text[0] - '0'), text[KeyStart..], text[1..KeyStart]) : null;
    }

    public static byte[] MarkOf(params IEnumerable<string> parts) => SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts)))[..MarkLength];
}
