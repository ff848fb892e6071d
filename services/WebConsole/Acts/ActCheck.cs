using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Acts;

/// <summary>Faults of answers: those that the form can tell, and those that the platform told, by the fields' names in the contract.</summary>
internal static class ActCheck
{
    public static IReadOnlyList<(string Field, string Text)> Faults(Act act, ActSubject subject, Answers answers)
    {
        var faults = subject.Fields.Select(field => (field.Name, Text: field.Fault(answers))).Where(fault => fault.Text is not null)
            .Select(fault => (fault.Name, fault.Text!)).ToList();
        return faults.Count > 0 ? faults : [.. act.Check(subject, answers)];
    }

    /// <summary>Names of the fields that the platform refused; empty when it named none that the form has.</summary>
    public static IReadOnlyList<string> Refused(ActSubject subject, PlatformFault fault) =>
    [
        .. subject.Fields.Where(field => field.Contract.Length > 0 && fault.Fields.Any(refused => Covers(field.Contract, refused.Field)))
            .Select(field => field.Name),
    ];

    // A refusal may name a part: author.name, respondents[0].rpps. One question may stand for several fields: signed_by_*.
    private static bool Covers(string contract, string refused) => contract is [.. var beginning, '*'] ? refused.StartsWith(beginning, StringComparison.Ordinal)
        : refused == contract || refused.StartsWith(contract + ".", StringComparison.Ordinal) || refused.StartsWith(contract + "[", StringComparison.Ordinal);
}
