using System.Text.RegularExpressions;
using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.Discipline.Proceedings;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.PublicDecisions;

/// <summary>Content allowed in a public text, and its approval by a second person.</summary>
internal static partial class PublicDecisionRules
{
    public const string NationalChamber = "national";

    public static string ChamberOf(RowScope scope) => scope.All ? NationalChamber : Chambers.Named(scope.Chamber);

    /// <summary>INVALID_ARGUMENT for a text that names the respondent, or holds a number of the register (CSP R.4126-37: names and addresses may be
    /// removed). It cannot know of other persons: the second reader does.</summary>
    public static void CheckAnonymous(string text, CaseRow file)
    {
        var violations = new Violations();
        violations.Require(!RegisterNumber().IsMatch(text), "text", "Remove the RPPS number: eleven digits.");
        var names = FoldedText.Of(file.RespondentName).Split(' ').Where(name => name.Length > 2).ToHashSet();
        // With a capital only: a name may be a common word.
        violations.Require(
            !Capitalised().Matches(text).Any(word => names.Contains(FoldedText.Of(word.Value))), "text",
            "Remove the respondent's name: write Dr A, for example.");
        violations.ThrowIfAny();
    }

    /// <summary>FAILED_PRECONDITION unless the chamber of the caller decided.</summary>
    public static void CheckDecided(DecisionRow decision, DecisionRow? answered, bool isNational)
    {
        var ofFirstInstance = decision.IsFirstInstance || (decision.Kind == DecisionKind.Revision && answered is { IsFirstInstance: true });
        if (isNational == ofFirstInstance)
            throw Fault.Precondition(Reasons.WrongState, "The chamber that decided publishes its decision (CSP R.4126-37, R.4126-43).");
    }

    /// <summary>FAILED_PRECONDITION for an author of any version.</summary>
    public static void CheckFourEyes(IReadOnlyList<string> authors, string approver)
    {
        if (authors.Contains(approver))
            throw Fault.FourEyes("You wrote a version of this text: another person of the chamber approves it.");
    }

    [GeneratedRegex(@"(?<!\d)\d{11}(?!\d)")]
    private static partial Regex RegisterNumber();

    [GeneratedRegex(@"(?<![\p{L}\p{M}])\p{Lu}[\p{L}\p{M}]+")]
    private static partial Regex Capitalised();
}
