using OrdreCouncils.LegalTime;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.LegalTime.Deadlines;

/// <summary>The generated page equals the rules; <c>./test.sh --generate</c> writes it.</summary>
public class DeadlinePageTests
{
    [Fact]
    public void DeadlinePage_IsThatOfTheRules() => GeneratedFile.Check(DeadlinePage.Path, DeadlinePage.Text());

    [Fact]
    public void DeadlinePage_HasASectionForEveryRule()
    {
        var page = DeadlinePage.Text().Split('\n');

        string[] codes =
        [
            .. LegalRules.All.Select(rule => rule.Code), .. BackwardRules.All.Select(rule => rule.Code), .. HourRule.All.Select(rule => rule.Code),
        ];
        foreach (var code in codes)
            Assert.Single(page, line => line == $"### {code}");
        Assert.Equal(10, page.Count(line => line.StartsWith("## ", StringComparison.Ordinal)) - 3);
    }
}
