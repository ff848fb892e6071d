using System.Buffers.Text;
using System.Globalization;
using System.Text;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Registry.Fhir.Search;
using OrdreCouncils.Registry.Register;

namespace OrdreCouncils.Registry.Fhir.Directory;

/// <summary>
/// The state of the register that a search is answered from, page after page: its revision, and the instant of the first page, whose day decides
/// what runs. A link carries all of it, so that it stays good whatever replica gets it and however late.
/// </summary>
/// <param name="Revision">Facts recorded later are not seen, and those ended later still hold.</param>
/// <param name="At">The first page's instant.</param>
/// <param name="After">Key of the last resource given; empty before the first page.</param>
internal sealed record Walk(long Revision, DateTimeOffset At, string After)
{
    private const string Form = "1";

    /// <summary>Restrictions and statuses are those of this day.</summary>
    public DateOnly Day => LegalDay.Of(At);

    /// <summary>The register as this walk sees it.</summary>
    public AsOf AsOf => new(Revision);

    /// <summary>The opaque value of a link's <c>_page</c>.</summary>
    public string Token(SearchQuery query) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{Form}\n{Revision}\n{At.UtcTicks}\n{After}\n{query.Text}")));

    /// <summary>The walk and the query string of a link; null when it is none.</summary>
    public static (Walk Walk, string Query)? Parse(string token)
    {
        var bytes = new byte[token.Length];
        if (!Base64Url.IsValid(token) || !Base64Url.TryDecodeFromChars(token, bytes, out var length))
            return null;
        var parts = Encoding.UTF8.GetString(bytes, 0, length).Split('\n');
        return parts.Length == 5 && parts[0] == Form
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
            && long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay
            && parts[3].Length <= 64 && parts[3].All(char.IsAscii)
            ? (new Walk(revision, new DateTimeOffset(ticks, TimeSpan.Zero), parts[3]), parts[4])
            : null;
    }
}
