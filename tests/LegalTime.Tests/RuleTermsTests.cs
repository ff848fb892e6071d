using OrdreCouncils.LegalTime;

namespace OrdreCouncils.Tests.LegalTime;

public class RuleTermsTests
{
    private static readonly (string Code, RuleTerms Terms)[] All =
    [
        .. LegalRules.All.Select(rule => (rule.Code, rule.Terms)), .. BackwardRules.All.Select(rule => (rule.Code, rule.Terms)),
        .. HourRule.All.Select(rule => (rule.Code, rule.Terms)),
    ];

    [Fact]
    public void Terms_OfEveryRule_AreSentences() => Assert.All(All, rule =>
    {
        Assert.EndsWith(".", rule.Terms.Starts, StringComparison.Ordinal);
        Assert.EndsWith(".", rule.Terms.AtEnd, StringComparison.Ordinal);
        Assert.True(rule.Terms.UnderOwnCodes.Length == 0 || rule.Terms.UnderOwnCodes.EndsWith('.'), rule.Code);
        Assert.True(rule.Terms.Silence.Length == 0 || rule.Terms.Silence.EndsWith('.'), rule.Code);
    });

    [Fact]
    public void Codes_AreUniqueAcrossKinds()
    {
        string[] codes = [.. All.Select(rule => rule.Code), .. OpenDuties.All.Select(duty => duty.Code)];

        Assert.Equal(codes.Distinct(), codes);
    }

    // The rules whose end changes something by itself, or opens something: the other ends are alerts.
    [Theory]
    [InlineData(Consequence.EndsByLaw, "temporary-ban ineligibility emergency-suspension emergency-suspension-hearing emergency-suspension-national-ruling")]
    [InlineData(Consequence.PassesToTheNextBody, "emergency-suspension-ruling suspension-ruling")]
    [InlineData(Consequence.OpensARequest, "transmission-to-chamber first-instance-decision")]
    [InlineData(Consequence.DeemedWithdrawn, "recapitulative-brief")]
    [InlineData(Consequence.ImplicitRefusal, "registration-decision registration-decision-expertise registration-decision-enquiry")]
    [InlineData(Consequence.MayAct, "closure-after-formal-notice radiation-relief radiation-relief-renewal")]
    [InlineData(Consequence.TakesEffect, "final-without-appeal final-after-appeal national-decision-final enforceable-by-default")]
    [InlineData(Consequence.Closes, "electoral-roll-closure instruction-closure")]
    [InlineData(Consequence.MayGoOnWithout, "defence-time urgent-defence-time regularisation-time")]
    public void Consequence_IsThatOfTheArticle(Consequence consequence, string codes) =>
        Assert.Equal(codes.Split(' '), All.Where(rule => rule.Terms.Consequence == consequence).Select(rule => rule.Code));

    [Fact]
    public void Distance_IsAddedWhereATextSaysSo() => Assert.Equal(
        ["appeal", "appeal-notice-silent", "opposition", "cassation", "suspension-review", "registration-review"],
        LegalRules.All.Where(rule => rule.Versions[^1].ExtendedByDistance).Select(rule => rule.Code));
}
