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

        foreach (var code in LegalRules.All.Select(rule => rule.Code).Concat(BackwardRules.All.Select(rule => rule.Code)).Concat(HourRule.All.Select(rule => rule.Code)))
            Assert.Single(page, line => line == $"### {code}");
        Assert.Equal(10, page.Count(line => line.StartsWith("## ", StringComparison.Ordinal)) - 3);
    }
}
