using Google.Protobuf.WellKnownTypes;
using OrdreCouncils.Communiques.Approvals;
using OrdreCouncils.Communiques.Markup;
using OrdreCouncils.Communiques.Pages;
using OrdreCouncils.Communiques.Texts;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Tests.Communiques;

/// <summary>Rules that need neither store nor clock.</summary>
public class RuleTests
{
    [Theory]
    [InlineData("Secret médical : l’Ordre s’élève !", "secret-medical-l-ordre-s-eleve")]
    [InlineData("Cœur, Ægide & ÇA", "coeur-aegide-ca")]
    [InlineData("« 1 000 » médecins…", "1-000-medecins")]
    [InlineData("style.css", "style-css")]
    [InlineData("../../feed.atom", "feed-atom")]
    [InlineData("日本", "communique")]
    [InlineData("İstanbul ß", "istanbul")]
    public void Slug_Title_IsAsciiWords(string title, string slug) => Assert.Equal(slug, Slug.Of(title));

    [Fact]
    public void Slug_LongTitle_IsCutBetweenWords()
    {
        Assert.Equal(string.Join('-', Enumerable.Repeat("mot", 20)), Slug.Of(string.Join(' ', Enumerable.Repeat("mot", 40))));
        Assert.Equal(new string('a', Slug.MaxLength), Slug.Of(new string('a', 300)));
    }

    [Theory]
    [InlineData("2026-12-31T23:30:00Z", "1er janvier 2027 à 0 h 30")]
    [InlineData("2026-07-14T21:59:59Z", "14 juillet 2026 à 23 h 59")]
    [InlineData("2026-03-29T00:59:00Z", "29 mars 2026 à 1 h 59")]
    [InlineData("2026-03-29T01:00:00Z", "29 mars 2026 à 3 h 00")]
    [InlineData("2026-08-02T10:05:00Z", "2 août 2026 à 12 h 05")]
    public void FrenchDates_Instant_IsToldInParisTime(string instant, string expected) => Assert.Equal(
        expected, FrenchDates.LongWithTime(DateTimeOffset.Parse(instant, null)).Replace('\u00A0', ' '));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 10)]
    [InlineData(1_000, 10)]
    [InlineData(1_001, 20)]
    [InlineData(999_999_999, 10_000_000)]
    public void ReadEmbargo_AnyFraction_IsNeverEarlier(int nanos, long ticks)
    {
        var violations = new Violations();

        var embargo = ApprovalInput.Embargo(violations, new Timestamp { Seconds = 1_800_000_000, Nanos = nanos });

        Assert.False(violations.Any);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_800_000_000).AddTicks(ticks), embargo);
    }

    [Fact]
    public void Fingerprint_AnyFieldChanged_Differs()
    {
        var text = new TextRow { Title = "a", Place = "b", Body = "c", ContactName = "d", ContactPhone = "e", ContactEmail = "f", CoSignatories = "g" };
        TextRow[] others =
        [
            text with { Kind = OrdreCouncils.Protos.Communiques.V1.CommuniqueKind.Brief }, text with { Title = "ab", Place = "" }, text with { Place = "" },
            text with { DatedOn = new DateOnly(2026, 1, 1) }, text with { Body = "" }, text with { ContactName = "" }, text with { ContactPhone = "" },
            text with { ContactEmail = "" }, text with { CoSignatories = "" }, text with { Rectifies = "h" },
        ];

        Assert.Equal(text.Fingerprint(), (text with { }).Fingerprint());
        Assert.Equal(others.Length + 1, others.Append(text).Select(one => one.Fingerprint()).Distinct().Count());
    }

    [Theory]
    [InlineData("https://www.ordre.example/é", "https://www.ordre.example/%C3%A9")]
    [InlineData("mailto:presse@ordre.example", "mailto:presse@ordre.example")]
    [InlineData("tel:+33199001234", "tel:+33199001234")]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("file:///etc/passwd", null)]
    [InlineData("/communiques", null)]
    [InlineData("", null)]
    public void Links_Address_IsCanonicalOrNone(string address, string? expected) => Assert.Equal(expected, Links.Allowed(address));
}
