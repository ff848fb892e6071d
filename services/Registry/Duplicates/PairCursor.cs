using System.Buffers.Text;
using System.Text;
using OrdreCouncils.Protos.Formats;

namespace OrdreCouncils.Registry.Duplicates;

/// <summary>A place in the list of pairs, which goes by the first one's name, then number, then the other's number.</summary>
internal sealed record PairCursor(string SortKey, string Rpps, string Other)
{
    /// <summary>Where an <see cref="Other"/> that comes before, or after, every number stands.</summary>
    public const string First = "00000000000";
    public const string Last = "99999999999";

    public static readonly PairCursor Start = new("", First, First);

    private const int NumbersLength = 2 * RppsNumber.Length;

    /// <summary>The opaque token of a page.</summary>
    public string Token() => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(Rpps + Other + SortKey));

    /// <summary>The place of a token, the start for none; null for a text that is no token.</summary>
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
