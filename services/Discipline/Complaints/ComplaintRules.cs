using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.Complaints;

/// <summary>Signature, deliberation and copies that a complaint needs (CSP R.4126-1, R.4126-11), and the demand to regularise it.</summary>
internal static class ComplaintRules
{
    /// <summary>As before the chamber: not less than fifteen days (CSP R.4126-15, wording of 6 December 2019).</summary>
    public const int ShortestAnswer = 15;

    public static IReadOnlyList<ComplaintLack> Lacks(Holdings holdings, AuthorKind author, int respondents)
    {
        // The author is a party too; a complaint has as many copies as parties, and two more.
        var copies = respondents + 1 + 2;
        (ComplaintLack Lack, bool Missing)[] lacks =
        [
            (ComplaintLack.Signature, !holdings.Signed),
            (ComplaintLack.Deliberation, IsLegalPerson(author) && !holdings.DeliberationAttached),
            (ComplaintLack.Copies, holdings.Copies < copies),
        ];
        return [.. lacks.Where(lack => lack.Missing).Select(lack => lack.Lack)];
    }

    /// <summary>A State authority complains by itself and needs no deliberation.</summary>
    private static bool IsLegalPerson(AuthorKind author) =>
        author is AuthorKind.InsuranceFund or AuthorKind.Association or AuthorKind.OrdinalBody or AuthorKind.OtherLegalPerson;

    public static void CheckDemand(IReadOnlyList<ComplaintLack> lacks, RegularisationRow? last)
    {
        if (lacks.Count == 0)
            throw Fault.Precondition(Reasons.WrongState, "The complaint lacks nothing that CSP R.4126-1 and R.4126-11 ask for: go on without a demand.");
        if (last is { AnsweredOn: null })
            throw Fault.Precondition(Reasons.WrongState, "A demand waits for its answer (CSP R.4126-15): record the answer first.");
    }

    public static RegularisationRow CheckAnswer(RegularisationRow? last, DateOnly answeredOn)
    {
        if (last is not { AnsweredOn: null })
            throw Fault.Precondition(Reasons.WrongState, "No demand to regularise waits for an answer (CSP R.4126-15): record the demand first.");
        if (answeredOn < last.DemandedOn)
            throw Fault.Invalid("answered_on", "Write a day that is not before the demand.");
        return last;
    }
}
