using OrdreCouncils.LegalTime;

namespace OrdreCouncils.Tests.LegalTime;

public class LegalRulesTests
{
    [Fact]
    public void All_HoldsEveryRuleOnce()
    {
        var declared = typeof(LegalRules).GetFields().Select(field => field.GetValue(null)).OfType<LegalRule>().Select(rule => rule.Code);

        Assert.Equal(declared.Order(StringComparer.Ordinal), LegalRules.All.Select(rule => rule.Code).Order(StringComparer.Ordinal));
        Assert.Equal(LegalRules.All.Count, LegalRules.All.Select(rule => rule.Code).Distinct().Count());
    }

    [Fact]
    public void All_VersionsFollowEachOtherWithoutGapOrOverlap()
    {
        foreach (var rule in LegalRules.All)
        {
            Assert.NotEmpty(rule.Versions);
            Assert.Null(rule.Versions[^1].Until);
            foreach (var (earlier, later) in rule.Versions.Zip(rule.Versions.Skip(1)))
                Assert.Equal(earlier.Until!.Value.AddDays(1), later.From);
        }
    }

    // First day of the period, and of the last wording read, by the history of each article in the consolidated codes.
    [Theory]
    [InlineData("appeal", "2007-03-27", "2019-12-06")]
    [InlineData("appeal-notice-silent", "2007-03-27", "2019-12-06")]
    [InlineData("first-instance-decision", "2002-03-05", "2002-03-05")]
    [InlineData("conciliation-summons", "2002-03-05", "2017-02-18")]
    [InlineData("transmission-to-chamber", "2002-03-05", "2017-02-18")]
    [InlineData("national-substitution", "2002-03-05", "2017-02-18")]
    [InlineData("emergency-suspension", "2002-03-05", "2018-01-19")]
    [InlineData("emergency-suspension-ruling", "2002-03-05", "2018-01-19")]
    [InlineData("emergency-suspension-hearing", "2002-03-05", "2018-01-19")]
    [InlineData("emergency-suspension-national-ruling", "2002-03-05", "2018-01-19")]
    [InlineData("suspension-expert-report", "2014-05-29", "2020-01-01")]
    [InlineData("suspension-ruling", "2014-05-29", "2020-01-01")]
    [InlineData("suspension-appeal", "2014-05-29", "2020-06-18")]
    [InlineData("registration-decision", "2000-06-22", "2009-12-20")]
    [InlineData("registration-decision-expertise", "2014-05-29", "2020-07-31")]
    [InlineData("registration-decision-enquiry", "2009-12-20", "2009-12-20")]
    [InlineData("registration-acknowledgement", "2020-07-31", "2020-07-31")]
    [InlineData("early-registration-filing", "2021-06-20", "2021-06-20")]
    [InlineData("registration-appeal", "2000-06-22", "2009-12-20")]
    [InlineData("registration-notification", "2004-08-08", "2019-07-08")]
    [InlineData("registration-appeal-ruling", "2004-08-08", "2007-03-27")]
    [InlineData("national-registration-appeal", "2000-06-22", "2009-12-20")]
    [InlineData("registration-review", "2007-03-27", "2014-05-29")]
    [InlineData("change-declaration", "2010-01-01", "2020-06-18")]
    [InlineData("registration-withdrawal", "2009-07-23", "2009-12-20")]
    [InlineData("national-registration-withdrawal", "2009-07-23", "2009-12-20")]
    [InlineData("defence-time", "2007-03-27", "2019-12-06")]
    [InlineData("urgent-defence-time", "2007-03-27", "2019-12-06")]
    [InlineData("regularisation-time", "2007-03-27", "2019-12-06")]
    [InlineData("copies-regularisation-time", "2007-03-27", "2019-12-06")]
    [InlineData("recapitulative-brief", "2019-12-06", "2019-12-06")]
    [InlineData("closure-after-formal-notice", "2010-02-24", "2019-02-10")]
    [InlineData("appeal-file", "2007-03-27", "2007-03-27")]
    [InlineData("opposition", "2007-03-27", "2007-03-27")]
    [InlineData("revision", "2007-03-27", "2007-03-27")]
    [InlineData("cassation", "2007-03-27", "2023-03-03")]
    [InlineData("material-error-order", "2007-03-27", "2010-02-24")]
    [InlineData("material-error-claim", "2007-03-27", "2007-03-27")]
    [InlineData("final-without-appeal", "2007-03-27", "2007-03-27")]
    [InlineData("final-after-appeal", "2007-03-27", "2007-03-27")]
    [InlineData("national-decision-final", "2007-03-27", "2019-12-06")]
    [InlineData("enforceable-by-default", "2007-03-27", "2014-05-29")]
    [InlineData("temporary-ban", "2002-03-05", "2017-02-18")]
    [InlineData("ineligibility", "2002-03-05", "2017-02-18")]
    [InlineData("suspended-part", "2002-03-05", "2017-02-18")]
    [InlineData("suspension-review", "2014-05-29", "2014-05-29")]
    [InlineData("radiation-relief", "2000-06-22", "2009-07-23")]
    [InlineData("radiation-relief-renewal", "2000-06-22", "2009-07-23")]
    public void Versions_OfEachRule_BeginOnTheDaysOfItsArticle(string code, string first, string wording)
    {
        var rule = LegalRules.All.Single(rule => rule.Code == code);

        Assert.Equal(DateOnly.Parse(first), rule.Versions[0].From);
        Assert.Equal(DateOnly.Parse(wording), rule.Versions[^1].Wording);
    }

    [Fact]
    public void InForceOn_AroundAChange_PicksTheWordingOfTheDay()
    {
        Assert.Null(LegalRules.Appeal.InForceOn(new DateOnly(2007, 3, 26)));
        Assert.False(LegalRules.Appeal.InForceOn(new DateOnly(2019, 12, 5))!.ExtendedByDistance);
        Assert.True(LegalRules.Appeal.InForceOn(new DateOnly(2019, 12, 6))!.ExtendedByDistance);
    }
}
