using System.Globalization;

namespace OrdreCouncils.Registry.Numbers;

/// <summary>Place after which a page begins: a revision and a number within it.</summary>
/// <param name="Walk">Last revision of the first walk over the register; 0 before it begins.</param>
internal sealed record NumbersPosition(long Walk, long Revision, string Rpps)
{
    public static readonly NumbersPosition Start = new(0, 0, "");

    public string Token => string.Create(CultureInfo.InvariantCulture, $"{Walk}.{Revision}.{Rpps}");

    /// <summary>Null when the text is not a token.</summary>
    public static NumbersPosition? Parse(string token)
    {
        if (token.Length == 0)
            return Start;
        return token.Split('.') is [var walk, var revision, var rpps] && Number(walk) is { } first && Number(revision) is { } at && rpps.All(char.IsAsciiDigit)
            ? new NumbersPosition(first, at, rpps)
            : null;
    }

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
