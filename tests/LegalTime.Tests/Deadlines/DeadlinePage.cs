using System.Globalization;
using System.Text;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Tests.LegalTime.Examples;

namespace OrdreCouncils.Tests.LegalTime.Deadlines;

/// <summary>Writes <c>docs/deadlines.md</c> from the rules: each with its wordings, terms and one worked example with the engine's steps.</summary>
internal static class DeadlinePage
{
    public const string Path = "docs/deadlines.md";

    /// <summary>Sections in the order of a case; each begins with the rule named.</summary>
    private static readonly (string First, string Title)[] Sections =
    [
        ("conciliation-summons", "Complaint and conciliation"),
        ("defence-time", "Before the chamber"),
        ("appeal", "Contesting a disciplinary decision"),
        ("final-without-appeal", "Effects of a decision, sanctions, relief"),
        ("emergency-suspension", "Suspension"),
        ("early-registration-filing", "Registration on the tableau"),
    ];

    public static string Text()
    {
        var text = new StringBuilder(DeadlineIntroduction.Text());
        Summary(text);
        foreach (var rule in LegalRules.All)
        {
            if (Sections.SingleOrDefault(section => section.First == rule.Code).Title is { } title)
                text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n");
            Rule(text, rule.Code, rule.Name, rule.Versions.Select(Wording), DeadlineWords.Of(rule.Counting), Distance(rule.Versions[^1]), rule.Terms);
        }

        text.Append("\n## Limits before an event\n");
        foreach (var rule in BackwardRules.All)
        {
            var version = rule.Versions[^1];
            Rule(text, rule.Code, rule.Name, rule.Versions.Select(Wording), DeadlineWords.Of(version), DeadlineWords.Of(version.Distance), rule.Terms);
        }

        text.Append("\n## Limits in hours\n");
        foreach (var rule in HourRule.All)
        {
            Rule(
                text, rule.Code, rule.Name, [$"{rule.Article}: **{rule.Hours} heures**, since {Day(rule.From)}{ReadAs(rule.From, rule.Wording)}"],
                "from clock to clock, as elapsed time; it may end on a day off", "none", rule.Terms);
        }

        OpenDutyTable(text);
        return text.ToString();
    }

    private static void Summary(StringBuilder text)
    {
        text.Append("\n## All the rules\n\n| code | French name | length in force | article |\n|---|---|---|---|\n");
        foreach (var rule in LegalRules.All)
            Row(rule.Code, rule.Name, Length(rule.Versions[^1]), rule.Versions[^1].Article);
        foreach (var rule in BackwardRules.All)
            Row(rule.Code, rule.Name, $"{rule.Versions[^1].Period} avant", rule.Versions[^1].Article);
        foreach (var rule in HourRule.All)
            Row(rule.Code, rule.Name, $"{rule.Hours} heures", rule.Article);

        void Row(string code, string name, string length, string article) =>
            text.Append(CultureInfo.InvariantCulture, $"| [`{code}`](#{code}) | {name} | {length} | {article} |\n");
    }

    private static void Rule(
        StringBuilder text, string code, string name, IEnumerable<string> wordings, string counted, string distance, RuleTerms terms)
    {
        // The heading is the code alone, so that its anchor is the code.
        text.Append(CultureInfo.InvariantCulture, $"\n### {code}\n**{name}**\n\n");
        text.Append("- Text: ").AppendJoin("; ", wordings).Append(".\n");
        Line("Counted from (or back from)", terms.Starts);
        Line("Who acts", $"{DeadlineWords.Of(terms.Actor)}.");
        Line("How it is counted", $"{counted}.");
        Line("Distance", $"{distance}.");
        Line("Postmark or receipt", $"{DeadlineWords.Of(terms.Filing)}.");
        Line("At its end", $"{terms.AtEnd} (`{terms.Consequence}`)");
        if (terms.Silence.Length > 0)
            Line("What the text does not say", terms.Silence);
        if (terms.UnderOwnCodes.Length > 0)
            Line("In New Caledonia and French Polynesia", terms.UnderOwnCodes);
        Example(text, WorkedExample.All.First(example => example.Rule == code));

        void Line(string title, string value) => text.Append(CultureInfo.InvariantCulture, $"- {title}: {value}\n");
    }

    private static void Example(StringBuilder text, WorkedExample example)
    {
        var residence = example.Residence.ToString() == example.Seat.ToString() ? "" : $", residence {DeadlineWords.Place(example.Residence.ToString())}";
        text.Append(CultureInfo.InvariantCulture, $"- Example, seat {DeadlineWords.Place(example.Seat.ToString())}{residence}; by hand: {example.ByHand}\n");
        var number = 0;
        foreach (var step in example.Compute())
            text.Append(CultureInfo.InvariantCulture, $"  {++number}. {step.Text} *({step.Article})*\n");
    }

    private static void OpenDutyTable(StringBuilder text)
    {
        text.Append("""

            ## Duties without a length of time
            The texts below ask for an act and give no number of days. The engine invents none: a service may show them as open, never as late.

            | code | French name | article, wording | who acts | what the text says |
            |---|---|---|---|---|

            """);
        foreach (var duty in OpenDuties.All)
        {
            var article = $"{duty.Article}, {Day(duty.Wording)}";
            text.Append(CultureInfo.InvariantCulture, $"| `{duty.Code}` | {duty.Name} | {article} | {DeadlineWords.Of(duty.Actor)} | {duty.Says} |\n");
        }
    }

    private static string Wording(RuleVersion version) =>
        Wording(version.Article, Length(version), version.From, version.Until, version.Wording) + (version.ExtendedByDistance ? ", with distance" : "");

    private static string Wording(BackwardVersion version) => Wording(version.Article, version.Period.ToString(), version.From, version.Until, version.Wording);

    private static string Length(RuleVersion version) => version.Period == default ? "le jour même" : version.Period.ToString();

    private static string Wording(string article, string period, DateOnly from, DateOnly? until, DateOnly wording)
    {
        var force = until is { } end ? $"from {Day(from)} to {Day(end)}" : $"since {Day(from)}";
        return $"{article}: **{period}**, {force}{ReadAs(from, wording)}";
    }

    private static string ReadAs(DateOnly from, DateOnly wording) => wording > from ? $" (wording read: {Day(wording)})" : "";

    private static string Distance(RuleVersion version) => version.ExtendedByDistance ? $"added, {version.DistanceArticle ?? "CPC art. 643 and 644"}" : "none";

    private static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
