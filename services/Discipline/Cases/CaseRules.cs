using System.Globalization;
using Grpc.Core;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.Cases;

/// <summary>States of a case that the steps of the council depend on. Each refusal names the state, the article and what to do.</summary>
internal static class CaseRules
{
    /// <summary>Status of a case that has ended before the chamber's decision, and in which physicians may learn of the reads of it.</summary>
    public static bool IsEnded(CaseStatus status) =>
        status is CaseStatus.Conciliated or CaseStatus.Withdrawn or CaseStatus.NotReferred or CaseStatus.EndedByDeath or CaseStatus.EndedByOrder
            or CaseStatus.EndedByChamberWithdrawal;

    /// <summary>FAILED_PRECONDITION for a case that has ended.</summary>
    public static void CheckOpen(CaseRow file)
    {
        if (!IsEnded(file.Status))
            return;
        throw Fault.Precondition(DisciplineReasons.CaseEnded, file.Status switch
        {
            CaseStatus.EndedByDeath => $"The respondent's death on {file.DiedOn!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} ended the case "
                + "(CSP R.4126-21): no further step is possible.",
            CaseStatus.Conciliated => "A total conciliation ended the case (CSP R.4123-20): register a new complaint for other facts.",
            CaseStatus.Withdrawn => "The author withdrew the complaint and the council did not go on: it may register a complaint in its own name "
                + "(CSP R.4126-1, 1°).",
            CaseStatus.EndedByOrder => "An order of the president of the chamber ended the case (CSP R.4126-5): no further step is possible.",
            CaseStatus.EndedByChamberWithdrawal => "Every complainant withdrew and an order acknowledged it (CSP R.4126-5, 1°): no further step is possible.",
            _ => "The council deliberated not to refer: the case has ended (CSP L.4124-2).",
        });
    }

    /// <summary>FAILED_PRECONDITION unless the case is before the council, and comes from a complaint.</summary>
    public static void CheckOfComplaintBeforeCouncil(CaseRow file)
    {
        CheckOpen(file);
        if (!file.IsComplaint)
            throw Wrong(file, "the national council opened it, and the council refers it with PrepareReferral (CSP R.4126-1, 1°)");
        if (file.FiledOn is not null)
            throw Wrong(file, "the chamber is seised and its clerk receives further acts (CSP R.4126-1)");
    }

    /// <summary>A complaint of a body of the Order is not conciliated, nor one that is information only or that a public authority brings in those regimes
    /// (CSP L.4123-2, L.4124-2).</summary>
    public static bool IsConciliated(CaseRow file) =>
        file.IsComplaint && file.Regime == SeisinRegime.Ordinary && file.AuthorKind != AuthorKind.OrdinalBody && file.WithdrawnOn is null;

    /// <summary>The complaint seises the chamber once transmitted; otherwise it is information (CSP L.4124-2).</summary>
    public static bool MaySeise(CaseRow file) => file.WithdrawnOn is null && (file.Regime, file.AuthorKind) switch
    {
        (SeisinRegime.Ordinary, _) or (_, AuthorKind.Authority) or (SeisinRegime.PublicService, AuthorKind.OrdinalBody) => true,
        _ => false,
    };

    public static RpcException Wrong(CaseRow file, string why) =>
        Fault.Precondition(Reasons.WrongState, $"The case is {Words(file.Status)}: {why}.");

    private static string Words(CaseStatus status) => string.Concat(status.ToString().Select((letter, i) =>
        char.IsUpper(letter) ? (i == 0 ? "" : " ") + char.ToLowerInvariant(letter) : letter.ToString()));
}
