using System.Buffers.Text;
using System.Text;
using OrdreCouncils.Protos.Formats;

namespace OrdreCouncils.Registry.Duplicates;

/// <summary>Position in the list of pairs, which is ordered by the first record's sort key and number, then the second's number.</summary>
internal sealed record PairCursor(string SortKey, string Rpps, string Other)
{
    /// <summary>Values of <see cref="Other"/> before, and after, every number.</summary>
    public const string First = "00000000000";
    public const string Last = "99999999999";

    public static readonly PairCursor Start = new("", First, First);

    private const int NumbersLength = 2 * RppsNumber.Length;

    public string Token() => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(Rpps + Other + SortKey));

    /// <summary>An empty token gives the start; a text that is no token gives null.</summary>
    public static PairCursor? Parse(string token)
    {
        if (token.Length == 0)
            return Start;
        if (!Base64Url.IsValid(token))
            return null;
        var text = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(token));
        return text.Length >= NumbersLength && text.AsSpan(0, NumbersLength).IndexOfAnyExceptInRange('0', '9') < 0
            && !text.AsSpan(NumbersLength).ContainsAnyExcept(Letters)
            ? new PairCursor(text[NumbersLength..], text[..RppsNumber.Length], text[RppsNumber.Length..NumbersLength])
            : null;
    }

    private static readonly System.Buffers.SearchValues<char> Letters = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789 ");
}
