using System.Security.Cryptography;
using System.Text;
using OrdreCouncils.Protos.Formats;

namespace OrdreCouncils.Registry.Physicians;

/// <summary>Criteria of a search, names as keys.</summary>
internal sealed record SearchCriteria(string FamilyKey, string GivenKey, string Council, string Specialty)
{
    public bool Any => FamilyKey.Length + GivenKey.Length + Council.Length + Specialty.Length > 0;
}

/// <summary>The place after which a page begins: a physician's, in the order of lists, whether or not they are still there.</summary>
internal sealed record SearchCursor(string SortKey, string Rpps)
{
    public static readonly SearchCursor Start = new("", "");

    private const int MarkLength = 8;

    /// <summary>The opaque token of a page. It is marked with its criteria, so that it cannot be sent along with others.</summary>
    public string Token(SearchCriteria criteria) =>
        Convert.ToBase64String([.. Mark(criteria), .. Encoding.ASCII.GetBytes($"{Rpps}{SortKey}")]).Replace('+', '-').Replace('/', '_');

    /// <summary>The cursor of a token; null when it is none of these criteria.</summary>
    public static SearchCursor? Parse(string token, SearchCriteria criteria)
    {
        if (token.Length == 0)
            return Start;
        var bytes = new byte[token.Length];
        if (!Convert.TryFromBase64String(token.Replace('-', '+').Replace('_', '/'), bytes, out var length)
            || length < MarkLength + RppsNumber.Length
            || !bytes.AsSpan(0, MarkLength).SequenceEqual(Mark(criteria)))
        {
            return null;
        }

        var text = Encoding.ASCII.GetString(bytes, MarkLength, length - MarkLength);
        return new SearchCursor(text[RppsNumber.Length..], text[..RppsNumber.Length]);
    }

    private static byte[] Mark(SearchCriteria criteria) => SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{criteria.FamilyKey}\n{criteria.GivenKey}\n{criteria.Council}\n{criteria.Specialty}"))[..MarkLength];
}
