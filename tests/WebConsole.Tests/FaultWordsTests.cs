using System.Text.RegularExpressions;
using OrdreCouncils.Tests.Testing;
using OrdreCouncils.WebConsole.Ui;

namespace OrdreCouncils.Tests.WebConsole;

public partial class FaultWordsTests
{
    // Of partners' systems, which see no page, or answered by the console itself.
    private static readonly string[] Elsewhere =
    [
        "WATCH_LIST_FULL", "WEBHOOK_NOT_VERIFIED", "SERVER_STOPPING", "INVALID_FIELD", "NOT_FOUND", "TOKEN_MISSING", "TOKEN_INVALID", "TOKEN_EXPIRED", "ROLE_MISSING",
        "PURPOSE_WALL", "CLAIM_MISSING", "UPLOAD_OFFSET", "UPLOAD_INTERRUPTED", "DOCUMENT_DAMAGED", "STEP_UP_REQUIRED",
    ];

    [Fact]
    public void EveryReasonThatAPageMayMeet_HasFrenchWords()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "errors.md"));
        var sections = Section().Matches(page).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["text"].Value);
        var reasons = new[] { "Every service (`Reasons`)", "Registry (`RegistryReasons`)", "Discipline (`DisciplineReasons`)" }.SelectMany(name => Reason().Matches(sections[name])).Select(match => match.Groups[1].Value).ToList();
        Assert.Contains("CASE_ENDED", reasons);

        Assert.Equal([], reasons.Except(FaultWords.ByReason.Keys).Except(Elsewhere).Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"^## (?<name>[^\n]+)\n(?<text>.*?)(?=^## |\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Section();

    [GeneratedRegex(@"^\| `([A-Z_]+)`", RegexOptions.Multiline)]
    private static partial Regex Reason();
}
