using System.Buffers.Text;
using System.Globalization;
using System.Text;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Registry.Fhir.Search;
using OrdreCouncils.Registry.Register;

namespace OrdreCouncils.Registry.Fhir.Directory;

/// <summary>The state that all pages of a search are answered from: a revision, and the instant of the first page, whose day decides which restrictions run.
/// The link to the next page carries the state, so that any replica can answer it at any time.</summary>
/// <param name="Revision">Facts recorded later are not seen; facts ended later still hold.</param>
/// <param name="At">Instant of the first page.</param>
/// <param name="After">Key of the last resource given; empty before the first page.</param>
internal sealed record Walk(long Revision, DateTimeOffset At, string After)
{
    private const string Form = "1";

    /// <summary>The caller sees the public list only: a physician who is not in practice is inactive, and found by nothing that is not shown. It comes from the
    /// caller's rights, never from the link.</summary>
    public bool IsPublic { get; init; }

    /// <summary>Restrictions and statuses are those of this day.</summary>
    public DateOnly Day => LegalDay.Of(At);

    public AsOf AsOf => new(Revision);

    /// <summary>Opaque value of a link's <c>_page</c>.</summary>
    public string Token(SearchQuery query) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{Form}\n{Revision}\n{At.UtcTicks}\n{After}\n{query.Text}")));

    /// <summary>Null when the text is not a token.</summary>
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
