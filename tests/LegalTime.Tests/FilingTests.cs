using OrdreCouncils.LegalTime;

namespace OrdreCouncils.Tests.LegalTime;

public class FilingTests
{
    private static readonly DateOnly Sent = new(2026, 4, 9);
    private static readonly DateOnly Received = new(2026, 4, 13);

    [Theory]
    [InlineData(Filing.Postmark, true, "CE, Section, 13 mai 2024, n° 466541", "la date d'expédition compte, le cachet de la poste faisant foi")]
    [InlineData(Filing.Sent, true, "article", "la date d'envoi compte")]
    [InlineData(Filing.Silent, true, "article", "le texte ne dit pas si la date d'envoi ou de réception compte ; la date d'envoi est retenue")]
    [InlineData(Filing.Received, false, "article", "la date de réception compte")]
    [InlineData(Filing.None, false, "article", "la date de remise compte")]
    public void CountingDay_OfAPostedAct_IsTheOneOfTheText(Filing filing, bool posting, string article, string reason) => Assert.Equal(
        new TimeLimitStep(posting ? Sent : Received, article, $"Acte du {(posting ? "jeudi 9" : "lundi 13")} avril 2026 : {reason}."),
        Filings.CountingDay(filing, "article", Sent, Received));

    [Theory]
    [InlineData(Filing.Postmark)]
    [InlineData(Filing.Sent)]
    [InlineData(Filing.Silent)]
    public void CountingDay_OfAnActHandedIn_IsThatDay(Filing filing) => Assert.Equal(
        new TimeLimitStep(Received, "article", "Acte du lundi 13 avril 2026 : la date de remise compte."),
        Filings.CountingDay(filing, "article", sentOn: null, Received));

    [Fact]
    public void CountingDay_BeforeItIsKnown_IsNull()
    {
        Assert.Null(Filings.CountingDay(Filing.Received, "article", Sent, receivedOn: null));
        Assert.Null(Filings.CountingDay(Filing.Postmark, "article", sentOn: null, receivedOn: null));
        Assert.Equal(Sent, Filings.CountingDay(Filing.Postmark, "article", Sent, receivedOn: null)!.Date);
    }

    [Fact]
    public void IsInTime_AppealPostedOnTheLastDay_IsInTimeThoughItArrivesLater()
    {
        var limit = TimeLimits.Compute(LegalRules.Appeal, new(2026, 3, 10));

        Assert.Equal(Sent, limit.LastDay);
        Assert.True(limit.IsInTime(Sent, Received));
        Assert.False(limit.IsInTime(Sent.AddDays(1), Received));
        Assert.False(limit.IsInTime(sentOn: null, Received));
        Assert.Null(limit.IsInTime(sentOn: null, receivedOn: null));
    }

    [Fact]
    public void IsInTime_SummonsMustHaveArrived()
    {
        var limit = BackwardLimits.Compute(BackwardRules.HearingSummons, new(2026, 4, 27));

        Assert.Equal(new DateOnly(2026, 4, 12), limit.LastDay);
        Assert.False(limit.IsInTime(Sent, Received));
        Assert.True(limit.IsInTime(Sent, limit.LastDay));
        Assert.Null(limit.IsInTime(Sent, receivedOn: null));
    }

    /// <summary>The ruling of 2024 speaks of claims before administrative courts.</summary>
    [Fact]
    public void Postmark_CountsForCourtsOnly() => Assert.Equal(
        [
            "appeal", "appeal-notice-silent", "opposition", "revision", "cassation", "material-error-claim", "suspension-review", "registration-review",
        ],
        LegalRules.All.Where(rule => rule.Terms.Filing == Filing.Postmark).Select(rule => rule.Code));

    [Theory]
    [InlineData(NotificationOutcome.Received, "CSP art. R.4126-44, al. 1er", "notification reçue")]
    [InlineData(NotificationOutcome.NotCollected, "CSP art. R.4126-44, al. 4 et R.4126-47, al. 2", "pli non réclamé, date de présentation de la lettre")]
    [InlineData(
        NotificationOutcome.UnknownAtTheAddress, "CSP art. R.4126-44, al. 5 et R.4126-47, al. 3",
        "destinataire inconnu à l'adresse, date du cachet de la poste")]
    [InlineData(NotificationOutcome.ServedByBailiff, "CSP art. R.4126-32, al. 3 et R.4126-47, al. 4", "signification par huissier")]
    public void NotificationDay_OfAnOutcome_NamesItsArticle(NotificationOutcome outcome, string article, string reason) =>
        Assert.Equal(new TimeLimitStep(Sent, article, $"Le jeudi 9 avril 2026 : {reason}."), NotificationDays.Of(outcome, Sent));

    [Fact]
    public void NotificationDay_OfNoOutcome_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => NotificationDays.Of((NotificationOutcome)99, Sent));
}
