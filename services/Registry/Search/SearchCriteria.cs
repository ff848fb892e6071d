using System.Security.Cryptography;
using System.Text;
using OrdreCouncils.Protos.Formats;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Index;

namespace OrdreCouncils.Registry.Search;

/// <summary>One way to take what was typed: this part as the family name, that one as first names.</summary>
/// <param name="Family">Null when nothing is said of it.</param>
/// <param name="Given">Null when nothing is said of them.</param>
/// <param name="Strongest">The best kind of match it can be.</param>
internal sealed record Reading(TypedName? Family, TypedName? Given, MatchKind Strongest = MatchKind.Exact);

/// <summary>Criteria of a search; all of them hold for whoever is found.</summary>
internal sealed record SearchCriteria
{
    /// <summary>Any of which fits; none when no name is asked for.</summary>
    public IReadOnlyList<Reading> Readings { get; init; } = [];
    public MatchKind Weakest { get; init; } = MatchKind.SoundsAlike;
    public string Council { get; init; } = "";

    /// <summary>Postal code, or a <see cref="TownKey"/>.</summary>
    public string Municipality { get; init; } = "";
    public string Mode { get; init; } = "";

    /// <summary>Any of which fits.</summary>
    public IReadOnlyList<string> Specialties { get; init; } = [];
    public SoughtStatus Status { get; init; }

    /// <summary>What tells these criteria from others.</summary>
    public required byte[] Mark { get; init; }
}

/// <summary>The place after which a page begins: a physician's, in the order of answers, whether or not they are still there.</summary>
/// <remarks>The order depends on nothing but the names of each: nobody's changes by what is written about others.</remarks>
internal sealed record SearchCursor(MatchKind Kind, string SortKey, string Rpps)
{
    public static readonly SearchCursor Start = new(MatchKind.Unspecified, "", "00000000000");

    private const int MarkLength = 8;
    private const int KeyStart = 1 + RppsNumber.Length;

    /// <summary>The opaque token of a page. It is marked with its criteria, so that it cannot be sent along with others.</summary>
    public string Token(SearchCriteria criteria) =>
        Convert.ToBase64String([.. criteria.Mark, .. Encoding.ASCII.GetBytes($"{(int)Kind}{Rpps}{SortKey}")]).Replace('+', '-').Replace('/', '_');

    /// <summary>The cursor of a token; null when it is none of these criteria.</summary>
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

    /// <summary>A mark of the parts of a search.</summary>
    public static byte[] MarkOf(params IEnumerable<string> parts) => SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts)))[..MarkLength];
}
